// Draws the icons of the application from assets/icon/icon.svg; run it after the drawing has changed. The containers for
// Windows and macOS are written here, because packaging would fetch a tool for them otherwise.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const folder = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'assets/icon');
const drawing = readFileSync(path.join(folder, 'icon.svg'));
const drawingSidePx = 512;

async function draw(sidePx) {
  // SVG is rendered at 72 dots an inch unless told otherwise.
  const density = Math.max(72, (72 * sidePx) / drawingSidePx);
  return sharp(drawing, { density }).resize(sidePx, sidePx).png({ compressionLevel: 9 }).toBuffer();
}

/** Header, one entry of 16 bytes a picture, pictures as PNG. */
function icoOf(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { sidePx, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    // 256 is written as 0.
    header.writeUInt8(sidePx % 256, entry);
    header.writeUInt8(sidePx % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** Chunks of type, length and PNG. */
function icnsOf(pictures) {
  const types = { 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' };
  const chunk = (type, bytes) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(bytes.length + 8, 4);
    return Buffer.concat([head, bytes]);
  };
  const chosen = pictures.filter(({ sidePx }) => sidePx in types);
  return chunk('icns', Buffer.concat(chosen.map(({ sidePx, png }) => chunk(types[sidePx], png))));
}

const sidesPx = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const pictures = await Promise.all(
  sidesPx.map(async (sidePx) => ({ sidePx, png: await draw(sidePx) })),
);
for (const { sidePx, png } of pictures) {
  writeFileSync(path.join(folder, `${sidePx}x${sidePx}.png`), png);
}
writeFileSync(path.join(folder, 'icon.ico'), icoOf(pictures.filter(({ sidePx }) => sidePx <= 256)));
writeFileSync(path.join(folder, 'icon.icns'), icnsOf(pictures));
