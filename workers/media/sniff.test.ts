import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sniff } from './sniff.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const transport = Buffer.concat(
  Array.from({ length: 4 }, () => Buffer.concat([Buffer.from([0x47]), Buffer.alloc(187)])),
);

const table: readonly (readonly [string, Buffer, ReturnType<typeof sniff>])[] = [
  ['nothing', Buffer.alloc(0), { kind: 'empty' }],
  ['mp4', Buffer.from('\0\0\0\x20ftypisom'), { kind: 'container', demuxer: 'mov' }],
  ['quicktime without ftyp', Buffer.from('\0\0\0\x08wide\0\0\0\0mdat'), { kind: 'container', demuxer: 'mov' }],
  ['matroska', hex('1a45dfa3 9f'), { kind: 'container', demuxer: 'matroska' }],
  ['avi', Buffer.from('RIFF\0\0\0\0AVI LIST'), { kind: 'container', demuxer: 'avi' }],
  ['flv', Buffer.from('FLV\x01'), { kind: 'container', demuxer: 'flv' }],
  ['transport stream', transport, { kind: 'container', demuxer: 'mpegts' }],
  [
    'm2ts',
    Buffer.concat(
      Array.from({ length: 4 }, () => Buffer.concat([Buffer.alloc(4), Buffer.from([0x47]), Buffer.alloc(187)])),
    ),
    { kind: 'container', demuxer: 'mpegts' },
  ],
  [
    'a transport stream from inside a packet',
    Buffer.concat([Buffer.alloc(100, 0x12), ...Array.from({ length: 3 }, () => transport)]),
    { kind: 'container', demuxer: 'mpegts' },
  ],
  [
    'a transport stream with parity bytes',
    Buffer.concat(Array.from({ length: 4 }, () => Buffer.concat([Buffer.from([0x47]), Buffer.alloc(203)]))),
    { kind: 'container', demuxer: 'mpegts' },
  ],
  [
    'a program stream from inside a pack',
    Buffer.concat([Buffer.alloc(700, 0x12), hex('000001c0 0010'), Buffer.alloc(16), hex('000001e0 0000')]),
    { kind: 'container', demuxer: 'mpeg' },
  ],
  [
    'start codes by chance are no program stream',
    Buffer.concat([Buffer.alloc(700, 0x12), hex('000001c0 0010'), Buffer.alloc(40), hex('000001e0 0000')]),
    { kind: 'unknown' },
  ],
  ['program stream', hex('000001ba 44'), { kind: 'container', demuxer: 'mpeg' }],
  ['ogg', Buffer.from('OggS\0'), { kind: 'container', demuxer: 'ogg' }],
  ['wav', Buffer.from('RIFF\0\0\0\0WAVEfmt '), { kind: 'audio' }],
  ['mp3 with a tag', Buffer.from('ID3\x04'), { kind: 'audio' }],
  ['mp3', hex('fffb9064'), { kind: 'audio' }],
  ['HLS', Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd'), { kind: 'playlist', what: 'HLS playlist' }],
  [
    'HLS behind a byte order mark and blanks',
    Buffer.from('\ufeff \n#EXTM3U'),
    { kind: 'playlist', what: 'HLS playlist' },
  ],
  [
    'concat list',
    Buffer.from('ffconcat version 1.0\nfile secret.mp4'),
    { kind: 'playlist', what: 'ffmpeg concat list' },
  ],
  [
    'DASH',
    Buffer.from('<?xml version="1.0"?>\n<!-- x --><MPD xmlns="…">'),
    { kind: 'playlist', what: 'DASH manifest' },
  ],
  ['SDP', Buffer.from('v=0\r\no=- 0 0 IN IP4 127.0.0.1'), { kind: 'playlist', what: 'SDP session description' }],
  ['a picture', hex('89504e470d0a1a0a'), { kind: 'other', what: 'a picture (PNG)' }],
  ['a picture of a phone', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1'), { kind: 'other', what: 'a picture (HEIC)' }],
  ['a picture of a page', Buffer.from('RIFF\0\0\0\0WEBPVP8 '), { kind: 'other', what: 'a picture (WebP)' }],
  ['a zip', Buffer.from('PK\x03\x04'), { kind: 'other', what: 'an archive (ZIP)' }],
  ['text', Buffer.from('hello, world'), { kind: 'unknown' }],
  [
    'one sync byte is no transport stream',
    Buffer.concat([Buffer.from([0x47]), Buffer.alloc(600)]),
    { kind: 'unknown' },
  ],
];

test('a few sync bytes by chance are no transport stream', () => {
  const head = Buffer.alloc(4096);
  for (let n = 0; n < 6; n++) head[50 + n * 188] = 0x47;
  assert.deepEqual(sniff(head), { kind: 'unknown' });
});

for (const [name, head, expected] of table)
  test(`sniffing recognises ${name}`, () => assert.deepEqual(sniff(head), expected));
