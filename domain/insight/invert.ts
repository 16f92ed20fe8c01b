/** Rows and columns of one block: three of them stay in the second cache of a core. */
const BLOCK = 64;

interface Block {
  /** Rows of the product, columns of the product, and what is summed over: from, to (exclusive). */
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
  readonly over: readonly [number, number];
}
/** Where the product goes: a[i · down + j · right], with the sign by which it is added. */
interface Target {
  readonly down: number;
  readonly right: number;
  readonly sign: 1 | -1;
}

const blocksOf = (n: number): (readonly [number, number])[] =>
  Array.from({ length: Math.ceil(n / BLOCK) }, (_, nth) => [nth * BLOCK, Math.min(n, (nth + 1) * BLOCK)] as const);

/**
 * a[target of i, j] ± Σ a[i, k] · a[j, k]: nearly all the work is here. Rows lie together in memory, so both are read along. Two rows by four
 * columns at once: what is read serves eight sums, which do not wait for each other.
 */
function addProducts(a: Float64Array, n: number, { rows, columns, over }: Block, target: Target): void {
  const { down, right, sign } = target;
  const [from, to] = over;
  const lastRow = rows[1] - ((rows[1] - rows[0]) % 2);
  const lastColumn = columns[1] - ((columns[1] - columns[0]) % 4);
  for (let i = rows[0]; i < lastRow; i += 2) {
    const [x, y] = [i * n, (i + 1) * n];
    for (let j = columns[0]; j < lastColumn; j += 4) {
      const [b, c, d, e] = [j * n, (j + 1) * n, (j + 2) * n, (j + 3) * n];
      let [p, q, r, s, t, u, v, w] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let k = from; k < to; k += 1) {
        const f = a[x + k]!;
        const g = a[y + k]!;
        const h = a[b + k]!;
        const l = a[c + k]!;
        const m = a[d + k]!;
        const o = a[e + k]!;
        p += f * h;
        q += f * l;
        r += f * m;
        s += f * o;
        t += g * h;
        u += g * l;
        v += g * m;
        w += g * o;
      }
      const at = i * down + j * right;
      a[at]! += sign * p;
      a[at + right]! += sign * q;
      a[at + 2 * right]! += sign * r;
      a[at + 3 * right]! += sign * s;
      a[at + down]! += sign * t;
      a[at + down + right]! += sign * u;
      a[at + down + 2 * right]! += sign * v;
      a[at + down + 3 * right]! += sign * w;
    }
  }
  // What is left at the edges.
  for (let i = rows[0]; i < rows[1]; i += 1)
    for (let j = i < lastRow ? lastColumn : columns[0]; j < columns[1]; j += 1)
      a[i * down + j * right]! += sign * rowProduct(a, i * n, j * n, from, to);
}

function rowProduct(a: Float64Array, left: number, right: number, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k += 1) sum += a[left + k]! * a[right + k]!;
  return sum;
}

/** The lower half becomes L with A = LLᵀ. */
function factor(a: Float64Array, n: number): void {
  const blocks = blocksOf(n);
  for (const [nth, columns] of blocks.entries())
    for (const rows of blocks.slice(nth)) {
      // On the diagonal the part above it is changed, too; nobody reads that.
      for (const over of blocks.slice(0, nth))
        addProducts(a, n, { rows, columns, over }, { down: n, right: 1, sign: -1 });
      for (let i = rows[0]; i < rows[1]; i += 1)
        for (let j = columns[0]; j < Math.min(columns[1], i + 1); j += 1) {
          const rest = a[i * n + j]! - rowProduct(a, i * n, j * n, columns[0], j);
          if (i === j && !(rest > 0)) throw new RangeError(`The matrix is not positive definite (row ${i}).`);
          a[i * n + j] = i === j ? Math.sqrt(rest) : rest / a[j * n + j]!;
        }
    }
}

/** Right of the diagonal, row j becomes column j of M = L⁻¹. @returns the diagonal of M */
function invertFactor(a: Float64Array, n: number): Float64Array {
  const diagonal = Float64Array.from({ length: n }, (_, i) => 1 / a[i * n + i]!);
  const blocks = blocksOf(n);
  for (const [nth, rows] of blocks.entries())
    for (const columns of blocks.slice(0, nth + 1)) {
      const isDiagonal = columns === rows;
      if (!isDiagonal) {
        for (let i = rows[0]; i < rows[1]; i += 1)
          for (let j = columns[0]; j < columns[1]; j += 1)
            a[j * n + i] = a[i * n + j]! * diagonal[j]! + rowProduct(a, i * n, j * n, j + 1, columns[1]);
        for (const over of blocks.slice(blocks.indexOf(columns) + 1, nth))
          addProducts(a, n, { rows, columns, over }, { down: 1, right: n, sign: 1 });
      }
      for (let i = rows[0]; i < rows[1]; i += 1)
        for (let j = columns[0]; j < Math.min(columns[1], i); j += 1) {
          const before = isDiagonal ? a[i * n + j]! * diagonal[j]! : a[j * n + i]!;
          const from = isDiagonal ? j + 1 : rows[0];
          a[j * n + i] = -diagonal[i]! * (before + rowProduct(a, i * n, j * n, from, i));
        }
    }
  return diagonal;
}

/** The lower half becomes MᵀM, from what stands right of the diagonal; that is its copy then. */
function multiplyInverse(a: Float64Array, n: number, diagonal: Float64Array): void {
  for (let i = 0; i < n; i += 1) a[i * n + i] = diagonal[i]!;
  const squares = new Float64Array(n);
  const blocks = blocksOf(n);
  for (const [nth, rows] of blocks.entries()) {
    for (let i = rows[0]; i < rows[1]; i += 1) squares[i] = rowProduct(a, i * n, i * n, i, n);
    for (const columns of blocks.slice(0, nth)) {
      for (let i = rows[0]; i < rows[1]; i += 1)
        for (let j = columns[0]; j < columns[1]; j += 1) a[i * n + j] = rowProduct(a, i * n, j * n, i, rows[1]);
      for (const over of blocks.slice(nth + 1))
        addProducts(a, n, { rows, columns, over }, { down: n, right: 1, sign: 1 });
    }
    for (let i = rows[0]; i < rows[1]; i += 1)
      for (let j = rows[0]; j < i; j += 1) a[i * n + j] = rowProduct(a, i * n, j * n, i, n);
  }
  for (let i = 0; i < n; i += 1) {
    a[i * n + i] = squares[i]!;
    for (let j = 0; j < i; j += 1) a[j * n + i] = a[i * n + j]!;
  }
}

/**
 * Inverts a matrix that is symmetric and positive definite in its place, n × n by rows: A = LLᵀ, M = L⁻¹, A⁻¹ = MᵀM, each n³ / 6 products that run
 * along rows, block by block.
 * Source: Golub, Van Loan, Matrix Computations, 4th edition, 4.2. @throws RangeError where it is not positive definite
 */
export function invertPositive(a: Float64Array, n: number): void {
  factor(a, n);
  multiplyInverse(a, n, invertFactor(a, n));
}
