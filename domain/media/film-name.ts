const longestName = 200;

/** A first name for a film from its file's name: no extension, separators as spaces, words with capitals. Never empty. */
export function filmName(fileName: string): string {
  const words = fileName
    .replace(/^.*[/\\]/, '')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replaceAll(/[\p{Cc}\p{Cf}_.+-]+/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return (
    words
      .join(' ')
      .slice(0, longestName)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim() || 'Untitled film'
  );
}
