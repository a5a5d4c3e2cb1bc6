package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.engine.documents.Where.eq;

import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.log.LogCheck;

/**
 * Kind 4 of the gate, byte by byte: each of a commit, and of the words beside it, is flipped in
 * turn.
 */
@Tag("long")
class EveryByteOfTheLogTest extends TamperedLog {
  private static final Held HELD =
      Held.of(
          4, "Evidence that tampering does not disturb, byte by byte", EveryByteOfTheLogTest.class);

  @AfterAll
  static void write() {
    HELD.walking("every byte of a commit and of its bodies").write();
  }

  @Test
  void everyByteOfACommitFlippedInTurnIsNoticed() throws Exception {
    restore();
    try (Store store = store()) {
      long n = store.lastFromHandset();
      Document was = store.commit(n);
      byte[] sound = bytes(was);
      int tried = 0;
      int noDocument = 0;
      int sameMeaning = 0;
      for (int i = 0; i < sound.length; i++) {
        byte[] flipped = sound.clone();
        flipped[i] ^= (byte) (1 << (i % 8));
        Optional<Document> altered = document(flipped);
        if (altered.isEmpty()) {
          noDocument++;
          continue;
        }
        if (altered.get().equals(was)) {
          // The name of a place in a list, which says nothing: the file's own check is for it.
          sameMeaning++;
          continue;
        }
        try {
          store.alter(was, altered.get());
        } catch (Exception notStored) {
          noDocument++;
          await(store.commits.deleteAll(eq("prev", was.get("prev"))));
          store.put(was);
          continue;
        }
        Optional<LogCheck.Fault> fault =
            await(store.start.verify(LogCheck.after(store.seal, Math.max(0, n - 2))));
        assertThat(fault).as("byte " + i + " of commit " + n).isPresent();
        tried++;
        store.putBack(was, altered.get());
      }
      int noticed = tried;
      HELD.tries(
          "every byte of a commit", () -> assertThat(noticed).isGreaterThan(sound.length / 2));
      assertThat(tried + noDocument + sameMeaning).isEqualTo(sound.length);
      assertThat(sameMeaning).as("names of places in lists").isLessThan(sound.length / 40);
      assertThat(store.fault()).isEmpty();
    }
  }

  @Test
  void everyByteOfTheBodiesOfACommitFlippedInTurnIsNoticed() throws Exception {
    restore();
    try (Store store = store()) {
      long n = store.lastFromHandset();
      Document was = store.piece(n);
      byte[] sound = was.get("bodies", Binary.class).getData();
      for (int i = 0; i < sound.length; i++) {
        byte[] flipped = sound.clone();
        flipped[i] ^= (byte) (1 << (i % 8));
        store.replacePiece(new Document(was).append("bodies", new Binary(flipped)));
        Optional<LogCheck.Fault> fault =
            await(store.start.verify(LogCheck.after(store.seal, Math.max(0, n - 1))));
        assertThat(fault).as("byte " + i + " beside commit " + n).isPresent();
        assertThat(fault.orElseThrow().n()).isEqualTo(n);
      }
      HELD.tries("every byte of its bodies", () -> assertThat(sound.length).isGreaterThan(200));
      store.replacePiece(was);
      assertThat(store.fault()).isEmpty();
    }
  }
}
