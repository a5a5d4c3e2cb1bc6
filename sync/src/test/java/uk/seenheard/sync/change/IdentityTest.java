package uk.seenheard.sync.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.codec.Digests;

class IdentityTest {
  private static final byte[] ONES = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

  /** RFC 9562 appendix A.4: namespace DNS and www.example.com give this digest and this UUID. */
  @Test
  void theBitsOfAUuid5StandWhereTheRfcPutsThem() {
    String digest = "2ed6657de927468b55e12665a8aea6a22dee3e35";
    Digests published = new Published(digest);

    assertThat(Identity.incident("any", "any", published))
        .isEqualTo("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  }

  @Test
  void theDigestOfTheRfcsExampleIsTheJdks() {
    UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    byte[] name = "www.example.com".getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(16 + name.length);
    bytes.putLong(dns.getMostSignificantBits()).putLong(dns.getLeastSignificantBits()).put(name);

    assertThat(uk.seenheard.sync.codec.Hex.of(Pen.DIGESTS.sha1(bytes.array())))
        .isEqualTo("2ed6657de927468b55e12665a8aea6a22dee3e35");
  }

  /** Computed with Python's uuid.uuid5. */
  @Test
  void controlsReferenceNamesOneIncidentHoweverItIsTyped() {
    String incident = Identity.incident("northshire", "NS-20261121-0042", Pen.DIGESTS);

    assertThat(incident).isEqualTo("2826d6ae-e943-512b-afed-3d19cff7418f");
    assertThat(Identity.incident("northshire", " ns-20261121-0042\t", Pen.DIGESTS))
        .isEqualTo(incident);
    assertThat(Identity.incident("southshire", "NS-20261121-0042", Pen.DIGESTS))
        .isNotEqualTo(incident);
    assertThat(Identity.isUuid(incident)).isTrue();
    assertThat(Identity.ledger("northshire", Pen.DIGESTS))
        .isEqualTo("caac3f5a-9f46-5583-bd44-5d20b148a091");
  }

  /** RFC 9562 appendix A.6: this moment and these random bits give this UUID. */
  @Test
  void aUuid7HoldsItsMomentAndItsRandomBits() {
    byte[] random = {
      0x0C, (byte) 0xC3, 0x18, (byte) 0xC4, (byte) 0xDC, 0x0C, 0x0C, 0x07, 0x39, (byte) 0x8F
    };

    assertThat(Identity.uuid7(0x017F22E279B0L, random))
        .isEqualTo("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    assertThat(Identity.uuid7(0, ONES)).isEqualTo("00000000-0000-7fff-bfff-ffffffffffff");
    assertThat(Identity.uuid7(4_102_444_800_000L, new byte[10]))
        .isEqualTo("03bb2cc3-d800-7000-8000-000000000000");
  }

  @Test
  void aUuidIsWrittenInLowerCaseWithHyphens() {
    assertThat(Identity.isUuid("5ee4ea2d-0f5c-5c1d-9b6e-c0117401fe5a")).isTrue();
    assertThat(Identity.isUuid("5EE4EA2D-0f5c-5c1d-9b6e-c0117401fe5a")).isFalse();
    assertThat(Identity.isUuid("5ee4ea2d00f5c05c1d09b6e0c0117401fe5a")).isFalse();
    assertThat(Identity.isUuid("5ee4ea2d-0f5c-5c1d-9b6e-c0117401fe5")).isFalse();
    assertThat(Identity.isUuid("")).isFalse();
  }

  @Test
  void aHashAndAnOperationsNameAreOfTheirShape() {
    String hex = "0".repeat(63) + "a";
    assertThat(OperationId.parse(hex + ":0")).contains(new OperationId(new Hash(hex), 0));
    assertThat(OperationId.parse(hex + ":99999")).isPresent();
    for (String wrong :
        new String[] {":00", ":-1", ":100000", ":", ": 1", ":+1", ":1 ", ":\u0661"}) {
      assertThat(OperationId.parse(hex + wrong)).as(wrong).isEmpty();
    }
    assertThat(OperationId.parse(hex.toUpperCase() + ":0")).isEmpty();
    assertThatThrownBy(() -> new Hash("A" + hex.substring(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Answers with a digest that a document published. */
  private record Published(String hex) implements Digests {
    @Override
    public byte[] sha256(byte[] bytes) {
      throw new AssertionError("a UUIDv5 is made with SHA-1");
    }

    @Override
    public byte[] sha1(byte[] bytes) {
      byte[] digest = new byte[20];
      for (int i = 0; i < 20; i++) {
        digest[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
      }
      return digest;
    }
  }
}
