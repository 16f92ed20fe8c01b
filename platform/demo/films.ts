/** A film of the demo catalogue and where it comes from: a file inside a Debian package, which is not installed for it. */
export type DemoFilm = {
  readonly key: string;
  readonly debianPackage: string;
  readonly file: string;
  readonly name: string;
  readonly synopsis: string;
  readonly releaseYear: number;
  /** Author, licence and origin, as viewers see it. */
  readonly attribution: string;
};

const FORENSICS = 'Joao Eriberto Mota Filho, CC BY-SA 4.0, from the Debian package forensics-samples-files';

/** Short ones first: the first film can be watched while the long one is still encoded. */
export const DEMO_FILMS: readonly DemoFilm[] = [
  {
    key: 'demo/hello-world', debianPackage: 'forensics-samples-files', file: 'usr/share/forensics-samples/original-files/movie2/movie-hello.mp4',
    name: 'Hello World', synopsis: 'Eight seconds at a terminal: a man, a shell and a greeting.', releaseYear: 2020, attribution: FORENSICS,
  },
  {
    key: 'demo/tour', debianPackage: 'pampi', file: 'usr/share/pampi/presentations/data/pampi-help/tour.mp4',
    name: 'The Tour', synopsis: 'A short ride through the presentations of pampi.', releaseYear: 2021,
    attribution: 'Pascal Peter, GPL-3.0-or-later, from the Debian package pampi',
  },
  {
    key: 'demo/hello-again', debianPackage: 'forensics-samples-files', file: 'usr/share/forensics-samples/original-files/movie2/movie-hello.mpeg',
    name: 'Hello Again', synopsis: 'The same greeting as it looked on an MPEG-2 disc.', releaseYear: 2020, attribution: FORENSICS,
  },
  {
    key: 'demo/wanna-work-together', debianPackage: 'openboard-common', file: 'usr/share/openboard/library/videos/wannaworktogether.mp4',
    name: 'Wanna Work Together?', synopsis: 'What happens when everybody may build on the work of others: Creative Commons, told in three minutes.', releaseYear: 2006,
    attribution: 'Creative Commons, CC BY 3.0, from the Debian package openboard-common',
  },
];
