package uk.seenheard.sync.codec;

/**
 * SHA-256 and SHA-1 (FIPS 180-4) without any library, for ends that have none at hand at once: a
 * browser's are asynchronous.
 */
public final class PlainDigests implements Digests {
  private static final int BLOCK = 64;

  /** The first 32 bits of the fractions of the cube roots of the first 64 primes. */
  private static final int[] K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  @Override
  public byte[] sha256(byte[] bytes) {
    int[] h = {
      0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };
    byte[] padded = padded(bytes);
    int[] w = new int[64];
    for (int at = 0; at < padded.length; at += BLOCK) {
      words(padded, at, w);
      for (int i = 16; i < 64; i++) {
        int a = w[i - 15];
        int b = w[i - 2];
        int s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
        int s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
      }
      mix256(h, w);
    }
    return bytes(h);
  }

  /** In variables, not in an array that is moved along: a browser does this for each change. */
  private static void mix256(int[] h, int[] w) {
    int a = h[0];
    int b = h[1];
    int c = h[2];
    int d = h[3];
    int e = h[4];
    int f = h[5];
    int g = h[6];
    int last = h[7];
    for (int i = 0; i < 64; i++) {
      int s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      int one = last + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i];
      int s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      int two = s0 + ((a & b) ^ (a & c) ^ (b & c));
      last = g;
      g = f;
      f = e;
      e = d + one;
      d = c;
      c = b;
      b = a;
      a = one + two;
    }
    h[0] += a;
    h[1] += b;
    h[2] += c;
    h[3] += d;
    h[4] += e;
    h[5] += f;
    h[6] += g;
    h[7] += last;
  }

  @Override
  public byte[] sha1(byte[] bytes) {
    int[] h = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    byte[] padded = padded(bytes);
    int[] w = new int[80];
    for (int at = 0; at < padded.length; at += BLOCK) {
      words(padded, at, w);
      for (int i = 16; i < 80; i++) {
        w[i] = Integer.rotateLeft(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
      }
      mix1(h, w);
    }
    return bytes(h);
  }

  private static void mix1(int[] h, int[] w) {
    int[] v = h.clone();
    for (int i = 0; i < 80; i++) {
      int b = v[1];
      int c = v[2];
      int d = v[3];
      int f;
      if (i < 20) {
        f = ((b & c) | (~b & d)) + 0x5a827999;
      } else if (i < 40) {
        f = (b ^ c ^ d) + 0x6ed9eba1;
      } else if (i < 60) {
        f = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
      } else {
        f = (b ^ c ^ d) + 0xca62c1d6;
      }
      int next = Integer.rotateLeft(v[0], 5) + f + v[4] + w[i];
      System.arraycopy(v, 0, v, 1, 4);
      v[2] = Integer.rotateLeft(b, 30);
      v[0] = next;
    }
    for (int i = 0; i < 5; i++) {
      h[i] += v[i];
    }
  }

  /** The bytes, one bit, noughts, and the length in bits as 64 bits: whole blocks. */
  private static byte[] padded(byte[] bytes) {
    byte[] padded = new byte[(bytes.length + 8) / BLOCK * BLOCK + BLOCK];
    System.arraycopy(bytes, 0, padded, 0, bytes.length);
    padded[bytes.length] = (byte) 0x80;
    long bits = bytes.length * 8L;
    for (int i = 0; i < 8; i++) {
      padded[padded.length - 1 - i] = (byte) (bits >>> (8 * i));
    }
    return padded;
  }

  private static void words(byte[] padded, int at, int[] w) {
    for (int i = 0; i < 16; i++) {
      int from = at + 4 * i;
      w[i] =
          (padded[from] & 255) << 24
              | (padded[from + 1] & 255) << 16
              | (padded[from + 2] & 255) << 8
              | (padded[from + 3] & 255);
    }
  }

  private static byte[] bytes(int[] h) {
    byte[] bytes = new byte[h.length * 4];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (h[i / 4] >>> (24 - 8 * (i % 4)));
    }
    return bytes;
  }
}
