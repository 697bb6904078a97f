import { describe, expect, it } from 'vitest';
import type { Provenance } from '../../../src-shared/model/provenance';
import { addProvenance, uprightXmp } from '../../../src-main/imaging/metadata/xmp';

const provenance: Provenance = {
  program: 'Heirloom',
  version: '0.1.0',
  priorId: 'faces <&> "places"',
  priorSha256: 'aa11',
  seed: 42,
  settingsJson: '{"strength":0.5}',
  damageMaskSha256: 'bb22',
};
const packet = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="uuid:1" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="VueScan 9" xmp:Rating="5"/>
</rdf:RDF></x:xmpmeta>
                                        
<?xpacket end="w"?>`;

function add(xmp: string | undefined): string {
  const merged = addProvenance(
    xmp === undefined ? undefined : Buffer.from(xmp),
    provenance,
    'cc33',
  );
  expect(merged.problem).toBeUndefined();
  return merged.xmp!.toString();
}

describe('addProvenance', () => {
  it('makes a packet where there is none', () => {
    const xmp = add(undefined);
    expect(xmp).toMatch(/^<\?xpacket begin="\uFEFF"[^]*<\?xpacket end="w"\?>$/);
    expect(xmp).toContain('<heirloom:Seed>42</heirloom:Seed>');
    expect(xmp).toContain('<heirloom:PriorId>faces &lt;&amp;&gt; "places"</heirloom:PriorId>');
    expect(xmp).toContain('<heirloom:OriginalSha256>cc33</heirloom:OriginalSha256>');
  });

  it('adds to a packet without changing a character of it', () => {
    const xmp = add(packet);
    const start = xmp.indexOf('<rdf:Description rdf:about="uuid:1" xmlns:heirloom');
    const end = xmp.indexOf('</rdf:RDF>');
    expect(start).toBeGreaterThan(0);
    expect(xmp.slice(0, start) + xmp.slice(end)).toBe(packet);
  });

  it('lists a second repair behind the first', () => {
    const twice = add(add(packet));
    expect(twice.match(/<rdf:li rdf:parseType="Resource">/g)).toHaveLength(2);
    expect(twice.match(/<heirloom:Repairs>/g)).toHaveLength(1);
  });

  it('opens an empty rdf:RDF', () => {
    expect(add('<rdf:RDF xmlns:rdf="r"/>')).toMatch(
      /^<rdf:RDF xmlns:rdf="r"><rdf:Description[^]*<\/rdf:RDF>$/,
    );
  });

  it.each([
    ['no XML', Buffer.from('not XML at all')],
    ['UTF-16', Buffer.from(packet, 'utf16le')],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x80])],
    [
      'our namespace under a foreign prefix',
      Buffer.from('<rdf:RDF xmlns:h="urn:heirloom:provenance:1.0:"></rdf:RDF>'),
    ],
  ])('leaves a packet alone that it does not understand: %s', (_, xmp) => {
    const merged = addProvenance(xmp, provenance, 'cc33');
    expect(merged.xmp).toBe(xmp);
    expect(merged.problem).toMatch(/could not be noted/);
  });
});

describe('uprightXmp', () => {
  it('sets the orientation, in either spelling, and nothing else', () => {
    const turned = packet.replace('xmp:Rating', 'tiff:Orientation="6" xmp:Rating');
    const upright = packet.replace('xmp:Rating', 'tiff:Orientation="1" xmp:Rating');
    expect(uprightXmp(Buffer.from(turned)).toString()).toBe(upright);
    const element = '<tiff:Orientation>8</tiff:Orientation>';
    expect(uprightXmp(Buffer.from(element)).toString()).toBe(element.replace('8', '1'));
    expect(uprightXmp(Buffer.from(packet)).toString()).toBe(packet);
  });
});
