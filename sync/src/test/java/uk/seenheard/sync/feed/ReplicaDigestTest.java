package uk.seenheard.sync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Hash;

class ReplicaDigestTest {
  private static final Hash X = Hash.of("x", Pen.DIGESTS);
  private static final Hash Y = Hash.of("y", Pen.DIGESTS);

  @Test
  void holdingNothingIsZero() {
    assertThat(ReplicaDigest.EMPTY.hash().hex()).isEqualTo("0".repeat(64));
  }

  @Test
  void orderDoesNotMatterAndWhatIsTakenOutIsGone() {
    Map<String, Hash> one = new LinkedHashMap<>();
    one.put("i1", X);
    one.put("i2", Y);
    Map<String, Hash> other = new LinkedHashMap<>();
    other.put("i2", Y);
    other.put("i1", X);

    ReplicaDigest digest = ReplicaDigest.of(one, Pen.DIGESTS);
    assertThat(digest).isEqualTo(ReplicaDigest.of(other, Pen.DIGESTS));
    assertThat(digest.without("i1", X, Pen.DIGESTS))
        .isEqualTo(ReplicaDigest.of(Map.of("i2", Y), Pen.DIGESTS));
    assertThat(digest.without("i1", X, Pen.DIGESTS).without("i2", Y, Pen.DIGESTS))
        .isEqualTo(ReplicaDigest.EMPTY);
    assertThat(ReplicaDigest.of(Map.of("i1", Y, "i2", X), Pen.DIGESTS)).isNotEqualTo(digest);
  }

  @Test
  void theSumWrapsAndKeepsItsLeadingZeros() {
    ReplicaDigest highest =
        new ReplicaDigest(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
    assertThat(highest.hash().hex()).isEqualTo("f".repeat(64));
    BigInteger term = ReplicaDigest.EMPTY.with("i1", X, Pen.DIGESTS).sum();
    assertThat(highest.with("i1", X, Pen.DIGESTS).sum()).isEqualTo(term.subtract(BigInteger.ONE));
    assertThat(new ReplicaDigest(BigInteger.TEN).hash().hex()).isEqualTo("0".repeat(63) + "a");
    assertThat(term)
        .isEqualTo(
            new BigInteger(Pen.DIGESTS.sha256Hex("seenheard/replica/1\ni1\n" + X.hex()), 16));
  }
}
