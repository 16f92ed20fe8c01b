import { equal, throws } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compilePattern } from './pattern.ts';
import { withoutAtomicGroups } from './atomic.ts';
import { makeMatcher, type Matcher } from './matcher.ts';
import { parse } from './parse.ts';
import { toProgram } from './program.ts';
import { PatternError } from './syntax.ts';

/** The answer, however many turns it takes. */
function found(matcher: Matcher, text: string): boolean {
  let answer = matcher.test(text);
  while (answer === undefined) answer = matcher.resume();
  return answer;
}

const matches = (pattern: string, text: string): boolean => found(compilePattern(pattern), text);

/** Expression, a text that .NET finds it in, and one that it does not. */
const SAME_AS_DOTNET: readonly (readonly [pattern: string, yes: string, no: string])[] = [
  ['(?i)^Order-', 'oRDER-1', 'prder-1'],
  ['^a(?i)b(?-i)c$', 'aBc', 'aBC'],
  ['^(?i:a)b$', 'Ab', 'AB'],
  ['(?i)^[^a-c]$', 'd', 'B'],
  ['(?i)^ÄÖ$', 'äö', 'ao'],
  ['\\Aorder\\z', 'order', 'order\n'],
  ['^order\\Z', 'order\n', 'order\n\n'],
  ['^order$', 'order\n', 'orders'],
  ['\\Gorder', 'order-1', 'an order'],
  ['(?m)^b$', 'a\nb\nc', 'ab'],
  ['a.b', 'a\rb', 'a\nb'],
  ['(?s)a.b', 'a\nb', 'ab'],
  ['(?x) a b # both\n c', 'abc', 'a b c'],
  ['(?#nothing)a', 'a', 'b'],
  ['^(?>abc|xyz)d', 'abcd', 'abd'],
  ['^(?>[a-z]+)-\\d', 'abc-1', 'abc1'],
  ['^(?>[A-Z][a-z]+)\\d', 'Ab1', 'A1'],
  ['^order-(?>a|ab)', 'order-ab', 'order-b'],
  ["(?'n'a)b", 'ab', 'ba'],
  ['(?<name>a)b', 'ab', 'ba'],
  ['^[a-z-[aeiou]]+$', 'bcd', 'bad'],
  ['^[^0-9-[ab]]$', 'c', 'a'],
  ['^[\\w-[\\d_]]$', 'x', '_'],
  ['^[]a]$', ']', 'b'],
  ['^[a\\-z]$', '-', 'b'],
  ['^[-a]$', '-', 'b'],
  ['^\\p{Ll}+$', 'aß', 'aA'],
  ['^\\P{L}$', '1', 'é'],
  ['^\\d$', '٣', 'a'],
  ['^\\w+$', 'naïve_1', 'a-b'],
  ['^\\s$', '\u00a0', 'a'],
  ['\\bid\\b', 'an id here', 'idea'],
  ['\\Bid', 'void', 'id'],
  ['^\\x41\\u0042\\t\\e\\cA\\060$', 'AB\t\u001b\u00010', 'AB'],
  ['^a{2,3}$', 'aaa', 'aaaa'],
  ['^a{,3}$', 'a{,3}', 'aaa'],
  ['^a{2}?b*?c+?$', 'aabc', 'abc'],
  ['^(|a)b', 'b', 'a'],
  ['^(?:a||b)$', '', 'c'],
];

describe('expressions', () => {
  it('mean what they mean to the real server', () => {
    for (const [pattern, yes, no] of SAME_AS_DOTNET) {
      equal(matches(pattern, yes), true, `${pattern} in ${JSON.stringify(yes)}`);
      equal(matches(pattern, no), false, `${pattern} in ${JSON.stringify(no)}`);
    }
  });
  it('are refused by name if they need backtracking or are not valid, never matched as something else', () => {
    for (const [pattern, why] of [
      ['^(a+)+\\1$', /refers back to a group \(\\1\)/],
      ['(?<n>a)\\k<n>', /refers back to a group \(\\k\)/],
      ['^(?=(a+)+$)', /a lookahead \(\?=…\)/],
      ['^(?!\\$)', /a negative lookahead/],
      ['(?<=a)b', /a lookbehind/],
      ['(?<!a)b', /a negative lookbehind/],
      ['(?(a)b|c)', /a condition/],
      ['(?<a-b>c)', /a balancing group/],
      ['^(?>a*)ab', /an atomic group/],
      ['^(?>a+b*)b', /an atomic group/],
      ['^(?>a|ab)c', /an atomic group/],
      ['(?>a+?)b', /an atomic group/],
      ['\\p{IsGreek}', /Unicode blocks are not served/],
      ['\\p{Greek}', /a category/],
      ['\\pL', /a category/],
      ['[[:alpha:]]', /a POSIX class/],
      ['[a-[b]c]', /must come last/],
      ['\\q', /an escape that .NET does not know/],
      ['\\_', /an escape that .NET does not know/],
      ['(?k)a', /an option "k"/],
      ['(?P<n>a)', /a group that .NET does not know/],
      ['a**', /a quantifier that follows another/],
      ['a++', /a quantifier that follows another/],
      ['*a', /a quantifier that follows nothing/],
      ['a{3,2}', /from 3 to 2/],
      ['[z-a]', /runs backwards/],
      ['[a-\\d]', /cannot end a range/],
      ['(', /not closed/],
      [')', /too many/],
      ['[a', /not closed/],
      ['[]', /not closed/],
      ['\\', /ends with/],
      ['\\x4', /too few/],
      ['(?#', /not closed/],
      ['(a{1000}){1000}', /its repetitions are too many/],
      ['('.repeat(1000), /nested/],
    ] as const)
      throws(
        () => compilePattern(pattern),
        (error) => error instanceof PatternError && why.test(error.message),
        pattern,
      );
  });
  it('take no more turns than their text and their size ask for', () => {
    const long = `${'a'.repeat(4000)}!`;
    for (const pattern of [
      '^(a{1,30}){1,30}$',
      '^(a+)+$',
      '(a|aa)+$',
      '(a*)*b',
      '^(?:a?){300}a{300}$',
      '(.*.*.*.*)x$',
    ]) {
      const matcher = compilePattern(pattern);
      let turns = 1;
      for (let answer = matcher.test(long); answer === undefined; answer = matcher.resume()) turns += 1;
      equal(turns < 200, true, `${pattern} took ${turns} turns`);
    }
  });
  it('are made quickly, however much they ask for', () => {
    const start = process.cpuUsage().user;
    for (const part of ['(?i)[^\\w]', '[^\\p{L}]', '\\W', '(?i:x)', '[a-z-[aeiou]]', '()', '(?:a|b)*', 'ab?'])
      for (const more of [1, 8, 500])
        try {
          compilePattern(part.repeat(more).slice(0, 4096));
        } catch (error) {
          equal(error instanceof PatternError, true);
        }
    for (const [from, wrap] of [
      [0x4e00, (char: string) => char],
      [0x4e00, (char: string) => `[^${char}]`],
    ] as const)
      try {
        compilePattern(Array.from({ length: 900 }, (_, n) => wrap(String.fromCharCode(from + n))).join(''));
      } catch (error) {
        equal(error instanceof PatternError, true);
      }
    equal((process.cpuUsage().user - start) / 1e6 < 3, true, 'compiling took more than 3 s of processor time');
  });
});

/** Expressions that mean the same to .NET and to JavaScript. */
const common = fc.letrec<{ any: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'group' },
    fc.constantFrom('a', 'b', 'c', '[ab]', '[^a]', '[b-d]', '^', '\\b', '\\B', '(?:)', '\\x61'),
    fc.tuple(tie('any'), fc.constantFrom('(', '(?:', '(?<n>')).map(([inner, open]) => `${open}${inner})`),
  ),
  any: fc
    .array(
      fc
        .tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{2,}', '*?'))
        .map(([atom, times]) => (/^(\^|\\b|\\B)$/.test(atom) ? atom : atom + times)),
      { minLength: 1, maxLength: 3 },
    )
    .chain((parts) => fc.constantFrom(parts.join(''), parts.join('|'), `${parts.join('')}(?![^])`)),
})).any;

describe('expressions that JavaScript reads the same way', () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', ' ', '-'), maxLength: 12 }), {
    minLength: 5,
    maxLength: 5,
  });
  it('match the same texts, also with a small table and in many turns', () => {
    fc.assert(
      fc.property(common, texts, (source, all) => {
        // the same name twice is an error to JavaScript alone
        let names = 0;
        const javascript = source.replaceAll('(?<n>', () => `(?<n${(names += 1)}>`);
        const pattern = source.replaceAll('(?![^])', '\\z');
        const matcher = compilePattern(pattern);
        const small = makeMatcher(toProgram(withoutAtomicGroups(parse(pattern))), 7, 600);
        const expected = new RegExp(javascript);
        for (const text of all) {
          equal(found(matcher, text), expected.test(text), `${pattern} in ${JSON.stringify(text)}`);
          equal(found(small, text), expected.test(text), `${pattern} in ${JSON.stringify(text)}, small`);
        }
      }),
      { numRuns: 500 },
    );
  });
});
