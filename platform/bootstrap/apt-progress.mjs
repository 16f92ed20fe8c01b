const EVERY = 20;

/** Counts the packages that apt sets up: one line rewritten in place on a terminal, a line per 20 packages elsewhere. */
export const aptProgress = (screen) => {
  let done = 0;
  let total;
  const text = () => `  set up ${done}${total === undefined ? '' : ` of ${total}`} packages`;
  return {
    read: (line) => {
      const announced = /(\d+) newly installed/.exec(line);
      if (announced !== null) total = Number(announced[1]);
      if (!line.startsWith('Setting up ')) return;
      done += 1;
      if (screen.isTTY) screen.write(`\r\u001B[2K${text()}`);
      else if (done % EVERY === 0) screen.write(`${text()}\n`);
    },
    end: () => {
      if (screen.isTTY && done > 0) screen.write('\n');
    },
  };
};
