// What the bars of sensitivity.ts let pass.

/**
 * At each stop of the slider: what is masked in clean pictures, and what is found and rightly so in damaged ones.
 * @param judge 'measurements' or 'network'
 */
export function printBars({ BarKeeper, proposalBar, sensitivityStops, sureness }, pictures, judge) {
  const clean = pictures.filter(([example]) => !example.isDamaged);
  const damaged = pictures.filter(([example]) => example.isDamaged);
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const areaOf = (examples) => sum(examples.map(({ areaFraction }) => areaFraction));
  for (const stop of sensitivityStops) {
    const pass = (picture) => {
      const sure = sum(picture.map(({ confidence }) => sureness(confidence)));
      const keeper = new BarKeeper(proposalBar(stop, judge), sure);
      return [...picture]
        .sort((a, b) => b.confidence - a.confidence)
        .filter(({ confidence, areaFraction }) => {
          if (!keeper.reaches(confidence, areaFraction)) return false;
          keeper.take(confidence, areaFraction);
          return true;
        });
    };
    const marks = clean.map(pass);
    const areas = marks.map(areaOf).sort((a, b) => a - b);
    const passed = damaged.flatMap(pass);
    const right = passed.filter(({ label }) => label === 1);
    const wrong = passed.filter(({ label }) => label === 0);
    const all = damaged.flat().filter(({ label }) => label === 1);
    const percent = (part, whole, digits = 1) => `${((100 * part) / whole).toFixed(digits)} %`;
    console.log(
      `sensitivity ${stop}: clean pictures lose ${percent(sum(areas), areas.length, 3)}`,
      `(95 in 100 at most ${percent(areas[Math.floor(0.95 * areas.length)], 1, 2)}, one ${percent(areas.at(-1), 1, 2)}),`,
      `at most 3 marks on ${percent(marks.filter(({ length }) => length <= 3).length, marks.length, 0)};`,
      `found ${percent(right.length, all.length)} of the damage, ${percent(areaOf(right), areaOf(all))} of its area;`,
      `${percent(wrong.length, wrong.length + right.length)} of the marks wrong`,
    );
  }
}
