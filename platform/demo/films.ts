/** A film of the demo catalogue and where it comes from: a file inside a Debian package, which is not installed for it. */
export interface DemoFilm {
  /** Every command about the film derives its id from this: the same id is the same film, however often it is brought in. */
  readonly id: string;
  readonly name: string;
  readonly synopsis: string;
  readonly releaseYear: number;
  /** Author, licence and origin, as viewers see it. */
  readonly attribution: string;
  readonly debianPackage: string;
  /** Path of the film in the package, without a slash at its beginning. */
  readonly file: string;
}

const FORENSICS = {
  debianPackage: 'forensics-samples-files',
  attribution:
    'João Eriberto Mota Filho, CC BY-SA 4.0 (creativecommons.org/licenses/by-sa/4.0), from the Debian package forensics-samples-files',
};

/** Short ones and small packages first: the first film can be watched while the long one is still encoded. */
export const DEMO_FILMS: readonly DemoFilm[] = [
  {
    id: 'pampi-tour',
    name: 'The Tour',
    releaseYear: 2017,
    synopsis: 'A yellow fellow on a green island waves, and the camera goes once around him.',
    attribution: 'Pascal Peter, GPL-3.0-or-later, from the Debian package pampi',
    debianPackage: 'pampi',
    file: 'usr/share/pampi/presentations/data/pampi-help/tour.mp4',
  },
  {
    ...FORENSICS,
    id: 'hello-world',
    name: 'Hello World',
    releaseYear: 2020,
    synopsis: 'A man, a terminal and a greeting, in eight seconds.',
    file: 'usr/share/forensics-samples/original-files/movie2/movie-hello.mp4',
  },
  {
    ...FORENSICS,
    id: 'good-dog',
    name: 'The Good Dog',
    releaseYear: 2019,
    synopsis: 'A white dog lies on the floor and looks at whoever holds the telephone. That is all, and it is enough.',
    file: 'usr/share/forensics-samples/original-files/movie1/VID_20191220_170832.mp4',
  },
  {
    id: 'wanna-work-together',
    name: 'Wanna Work Together?',
    releaseYear: 2006,
    synopsis:
      'Between "all rights reserved" and none at all there is room for working together: Creative Commons explains itself in three minutes. Animation and design by Ryan Junell, music by Lesser, told by Sara Kraft, written by Eric Steuer.',
    attribution:
      'Creative Commons, CC BY 3.0 (creativecommons.org/licenses/by/3.0), from the Debian package openboard-common',
    debianPackage: 'openboard-common',
    file: 'usr/share/openboard/library/videos/wannaworktogether.mp4',
  },
];
