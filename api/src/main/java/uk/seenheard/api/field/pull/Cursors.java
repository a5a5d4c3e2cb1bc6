package uk.seenheard.api.field.pull;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;

/** Writes cursors that only this force's servers can make, and reads them back. */
final class Cursors {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAX_CHARS = 2_000;

  private final SecretKey key;
  private final JsonReader reader;

  Cursors(SecretKey key, JsonReader reader) {
    this.key = key;
    this.reader = reader;
  }

  String write(Cursor cursor) {
    byte[] text =
        Json.object()
            .put("f", cursor.force())
            .put("w", cursor.person())
            .put("e", cursor.feedEpoch())
            .put("n", cursor.n())
            .put("j", cursor.judged())
            .put("h", cursor.commit())
            .put("s", Json.texts(cursor.scopes()))
            .put("u", Json.texts(cursor.under()))
            .put("t", cursor.to())
            .put("c", cursor.incident())
            .put("p", cursor.placeN())
            .put("i", cursor.placeI())
            .build()
            .canonical()
            .getBytes(StandardCharsets.UTF_8);
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return base64.encodeToString(text) + '.' + base64.encodeToString(mac(text));
  }

  /** The cursor, or empty when it was not written here. */
  Optional<Cursor> read(String written) {
    int dot = written.indexOf('.');
    if (dot < 0 || written.length() > MAX_CHARS) {
      return Optional.empty();
    }
    try {
      byte[] text = Base64.getUrlDecoder().decode(written.substring(0, dot));
      byte[] mac = Base64.getUrlDecoder().decode(written.substring(dot + 1));
      if (!MessageDigest.isEqual(mac, mac(text))) {
        return Optional.empty();
      }
      Json read = reader.read(new String(text, StandardCharsets.UTF_8));
      return read instanceof Json.Obj object ? Optional.of(cursor(object)) : Optional.empty();
    } catch (IllegalArgumentException | UnreadableJson altered) {
      return Optional.empty();
    }
  }

  private static Cursor cursor(Json.Obj read) {
    return new Cursor(
        read.text("f").orElse(""),
        read.text("w").orElse(""),
        read.text("e").orElse(""),
        read.whole("n").orElse(0L),
        read.whole("j").orElse(0L),
        read.text("h").filter(hash -> Hex.is(hash, 64)).orElse(""),
        texts(read, "s"),
        texts(read, "u"),
        read.whole("t").orElse(0L),
        read.text("c").orElse(""),
        read.whole("p").orElse(0L),
        read.whole("i").orElse(-1L).intValue());
  }

  private static Set<String> texts(Json.Obj read, String name) {
    Set<String> texts = new TreeSet<>();
    for (Json item : read.items(name)) {
      if (item instanceof Json.Text text) {
        texts.add(text.value());
      }
    }
    return texts;
  }

  private byte[] mac(byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
    }
  }
}
