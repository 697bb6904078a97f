// What the detector measures on the candidates of a picture, beside whether they are damage.

const damagedShare = 0.65;
const intactShare = 0.3;

/**
 * All candidates of a picture: width, height and luma in 0..1.
 * @param network a DamageNetwork of the engine, whose opinions on the candidates come along, or undefined
 */
export async function collectCandidates(detector, { width, height, luma }, network) {
  const breathe = () => Promise.resolve();
  const readLuma = ({ y, height: rows }) => luma.subarray(y * width, (y + rows) * width);
  const levels = await detector.buildLumaPyramid({ width, height, readLuma }, breathe);
  const statistics = new detector.LumaStatistics(levels[0]);
  const candidates = [];
  for (const level of levels) {
    const evidence = await detector.gatherEvidence(level, breathe);
    candidates.push(...(await detector.collectCandidates(evidence, statistics, breathe)));
  }
  const opinions = network
    ? await detector.askNetwork(network, candidates, statistics, breathe)
    : new Map();
  return candidates.map((candidate) => ({ candidate, opinion: opinions.get(candidate) }));
}

/**
 * Features, the share of the picture it covers, and whether it is damage: 1, 0, or -1 where that is not clear.
 * @param labelAt of a pixel: 'damaged', 'intact' or, where nobody knows, 'ignored'
 */
export function describeCandidate(detector, { candidate, opinion }, { width, height }, labelAt) {
  const { scale, width: levelWidth } = candidate.level;
  const places =
    candidate.kind === 'line'
      ? Array.from(candidate.line.x, (x, i) => [x, candidate.line.y[i]])
      : candidate.blob.pixels.map((index) => [index % levelWidth, Math.floor(index / levelWidth)]);
  const labels = places.map(([x, y]) => {
    const px = Math.floor((x + 0.5) * scale);
    const py = Math.floor((y + 0.5) * scale);
    return strongestLabel(px, py, { width, height }, labelAt);
  });
  const shareOf = (...wanted) =>
    labels.filter((label) => wanted.includes(label)).length / labels.length;
  const { lengthPx, widthPx, pixelCount } = candidate.facts;
  const pixels = candidate.kind === 'line' ? lengthPx * (widthPx + 2) : pixelCount;
  const features = candidate.kind === 'line' ? detector.lineFeatures : detector.blobFeatures;
  const isIntact = shareOf('damaged', 'ignored') < intactShare;
  return {
    kind: candidate.kind,
    label: shareOf('damaged') > damagedShare ? 1 : isIntact ? 0 : -1,
    areaFraction: (pixels * scale * scale) / (width * height),
    features: features(candidate.facts).map((value) => Number(value.toFixed(4))),
    ...(opinion && { alone: detector.scoreAlone(candidate), opinion }),
  };
}

/** The labels within a pixel: damage where there is any, else what is not known. */
function strongestLabel(x, y, { width, height }, labelAt) {
  let strongest = 'intact';
  for (let py = Math.max(0, y - 1); py <= Math.min(height - 1, y + 1); py++) {
    for (let px = Math.max(0, x - 1); px <= Math.min(width - 1, x + 1); px++) {
      const label = labelAt(px, py);
      if (label === 'damaged') return label;
      if (label === 'ignored') strongest = label;
    }
  }
  return strongest;
}
