package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.ground.log.LogCheck;

/**
 * Kind 4 of the gate: evidence that tampering does not disturb. Whoever can write the store, but
 * has not the key folder, alters the log of a force in every way thought of; {@code store check}
 * says where, and a server says so at its start for the last hundred commits.
 */
class TamperingTest extends TamperedLog {
  private static final Held HELD =
      Held.of(4, "Evidence that tampering does not disturb", TamperingTest.class);

  @AfterAll
  static void write() {
    HELD.walking(
            "each of the last hundred removed; author, team, rank, verdict, reason, body, look"
                + " altered; bodies removed, or another commit's")
        .write();
  }

  @Test
  void aLogThatNobodyAlteredIsSound() throws Exception {
    restore();
    assertThat(checkWithKeys())
        .startsWith("0 ")
        .contains("The log of marlshire is as it was written, to commit ");
    assertThat(check()).startsWith("0 ").contains("its seals were not looked at");
    assertThat(startSays()).isEmpty();
  }

  @Test
  void eachOfTheLastHundredCommitsRemovedIsSaidAtTheStart() throws Exception {
    restore();
    try (Store store = store()) {
      long last = store.last();
      for (long n = last - 99; n < last; n++) {
        Document was = store.commit(n);
        store.remove(n);
        String missing = "commit " + n + ": it is missing";
        HELD.tries(missing, () -> assertThat(store.atStart()).contains(missing));
        store.put(was);
      }
      assertThat(store.atStart()).isEmpty();
      store.remove(last - 7);
    }
    assertThat(startSays()).contains("it is missing").contains("store check");
  }

  @Test
  void theLastCommitRemovedIsSaidByTheKeyFolder() throws Exception {
    restore();
    long last;
    try (Store store = store()) {
      last = store.last();
      store.remove(last);
    }
    assertThat(checkWithKeys())
        .startsWith("1 ")
        .contains("ends at commit " + (last - 1))
        .contains("remembers commit " + last);
  }

  @Test
  void theLastFortyRemovedWithTheirProjectionsAreSaidByCheckAndStart() throws Exception {
    restore();
    long last;
    try (Store store = store()) {
      last = store.last();
      await(store.commits.deleteAll(gt("n", last - 40)));
      await(store.documents.collection("segments").deleteAll(gt("n", last - 40)));
      await(
          store
              .documents
              .collection("watermarks")
              .updateAll(gt("n", last - 40), Change.set("n", last - 40)));
    }
    assertThat(checkWithKeys())
        .startsWith("1 ")
        .contains("ends at commit " + (last - 40))
        .contains("remembers commit " + last);
    assertThat(startSays()).isEmpty();
    assertThat(report())
        .contains("remembers commit " + last)
        .contains("in no handset: only a later backup");
  }

  @Test
  void anOldCopyOfTheDataBesideItsKeyFolderIsSaidOnce() throws Exception {
    restore();
    Path copy = folder.resolve("copy");
    copy(data(), copy);
    assertThat(startSays()).isEmpty();
    copy(copy, data());
    assertThat(checkWithKeys()).startsWith("1 ").contains("the data folder is an old copy");
    assertThat(startSays()).isEmpty();
    assertThat(report()).contains("the data folder is an old copy");
    assertThat(checkWithKeys()).startsWith("0 ");
  }

  @Test
  void dataThatAreGoneBesideTheirKeyFolderAreRefused() throws Exception {
    restore();
    Path empty = folder.resolve("empty");
    assertThatThrownBy(() -> LiveServer.start(empty, now(), keys(folder)).close())
        .hasRootCauseMessage(
            "The store holds no log, but the key folder remembers commit "
                + remembered()
                + ". See that the data folder is the right one and is mounted. If the log is gone"
                + " for good, restore a backup; without one, remove "
                + folder.resolve("keys").resolve("log-head-marlshire.txt")
                + " and start again: handsets then send what they still keep.");
  }

  private String remembered() throws IOException {
    return Files.readAllLines(folder.resolve("keys").resolve("log-head-marlshire.txt")).get(1);
  }

  private String report() throws IOException {
    try (Stream<Path> files = Files.list(data())) {
      Path report =
          files
              .filter(file -> file.getFileName().toString().startsWith("restore-report-"))
              .findFirst()
              .orElseThrow();
      return Files.readString(report);
    }
  }

  @Test
  void twoCommitsThatChangedPlacesAreNoticed() throws Exception {
    restore();
    long n;
    try (Store store = store()) {
      n = store.last() - 20;
      Document one = store.commit(n);
      Document two = store.commit(n + 1);
      store.remove(n);
      store.remove(n + 1);
      Object id = one.get("_id");
      one.put("n", n + 1);
      one.put("_id", two.get("_id"));
      two.put("n", n);
      two.put("_id", id);
      store.put(one);
      store.put(two);
      assertThat(store.atStart()).contains("commit " + n + ": what it says was altered");
    }
    assertThat(checkWithKeys()).startsWith("1 ").contains("commit " + n);
    assertThat(check()).startsWith("1 ").contains("commit " + n);
  }

  private interface Alteration {
    void alter(Document change);
  }

  /** Alters the first change with a body in a commit that handsets or the desk wrote. */
  private void altered(boolean handsets, String says, Alteration alteration) throws Exception {
    restore();
    long n;
    try (Store store = store()) {
      n = handsets ? 1 : store.last() - 20;
      while (handsets != fromHandset(store.commit(n))) {
        n++;
      }
      Document commit = store.commit(n);
      Document batch = commit.getList("batches", Document.class).get(0);
      alteration.alter(batch.getList("changes", Document.class).get(0));
      store.replace(n, commit);
      assertThat(store.fault().map(LogCheck.Fault::text))
          .hasValueSatisfying(text -> assertThat(text).contains(says));
      assertThat(store.fault().map(LogCheck.Fault::n)).contains(n);
    }
    String where = "commit " + n + ": ";
    HELD.tries(
        says + " in a commit of " + (handsets ? "handsets" : "the desk"),
        () -> assertThat(checkWithKeys()).startsWith("1 ").contains(where));
  }

  @Test
  void anAuthorAlteredIsNoticed() throws Exception {
    altered(true, "what it says was altered", change -> change.put("author", "pc1299"));
  }

  @Test
  void aTeamAlteredIsNoticed() throws Exception {
    altered(true, "what it says was altered", change -> change.put("team", "brackenford"));
  }

  @Test
  void aRankAlteredIsNoticed() throws Exception {
    altered(true, "what it says was altered", change -> change.put("supervises", true));
  }

  @Test
  void aVerdictAlteredIsNoticed() throws Exception {
    altered(true, "what it says was altered", change -> change.put("verdict", "quarantined"));
  }

  @Test
  void aReasonAddedIsNoticed() throws Exception {
    altered(true, "what it says was altered", change -> change.put("reason", "invented"));
  }

  private interface OfBodies {
    void alter(Store store, long n, Document piece) throws Exception;
  }

  /** Alters what lies beside the first commit that handsets wrote: its sealed bodies. */
  private void besideACommit(String says, OfBodies alteration) throws Exception {
    restore();
    long n = 1;
    try (Store store = store()) {
      while (!fromHandset(store.commit(n))) {
        n++;
      }
      alteration.alter(store, n, store.piece(n));
      assertThat(store.fault().map(LogCheck.Fault::text))
          .hasValueSatisfying(text -> assertThat(text).contains(says));
      assertThat(store.fault().map(LogCheck.Fault::n)).contains(n);
    }
    String where = "commit " + n + ": ";
    HELD.tries(
        says + " beside a commit",
        () -> assertThat(checkWithKeys()).startsWith("1 ").contains(where));
  }

  @Test
  void aBodySwappedIsNoticedWithoutTheKeyAsWell() throws Exception {
    besideACommit(
        "sealed words of incident",
        (store, n, piece) -> {
          byte[] bodies = piece.get("bodies", Binary.class).getData().clone();
          bodies[bodies.length - 1] ^= 1;
          piece.put("bodies", new Binary(bodies));
          store.replacePiece(piece);
        });
    assertThat(check()).startsWith("1 ").contains("sealed words of incident");
  }

  /** All of it sound, and by the same key: but said in another commit. */
  @Test
  void theBodiesOfAnotherCommitInTheirPlaceAreNoticed() throws Exception {
    besideACommit(
        "sealed words of incident",
        (store, n, piece) -> {
          Document other = store.piece(store.lastFromHandset());
          assertThat(other.get("_id")).isNotEqualTo(piece.get("_id"));
          piece.put("bodies", other.get("bodies"));
          store.replacePiece(piece);
        });
  }

  @Test
  void aMemberAddedBesideTheBodiesIsNoticed() throws Exception {
    besideACommit(
        "what the log did not write",
        (store, n, piece) -> {
          piece.put("note", "invented");
          store.replacePiece(piece);
        });
  }

  @Test
  void aBodyTakenAwayWithoutAnErasureIsNoticed() throws Exception {
    besideACommit("it was not erased", (store, n, piece) -> store.removePiece(piece));
    try (Store store = store()) {
      await(
          store
              .documents
              .collection("keys")
              .updateAll(eq("feed", FEED), Change.set("wrapped", new Binary(new byte[0]))));
    }
    try (Store store = store()) {
      assertThat(store.fault()).isEmpty();
    }
  }

  /** A start says which, and goes no further than to say it: whoever looks after it decides. */
  @Test
  void bodiesTakenAwayFromOneOfTheLastHundredAreSaidAtTheStart() throws Exception {
    restore();
    long n;
    try (Store store = store()) {
      n = store.lastFromHandset();
      store.removePiece(store.piece(n));
    }
    assertThat(startSays())
        .contains("commit " + n + ": the sealed words of incident ")
        .contains("it was not erased")
        .contains("store check");
  }

  @Test
  void aLookWrittenToAnotherPersonIsNoticed() throws Exception {
    altered(false, "what it says was altered", change -> change.put("author", "ps402"));
  }

  @Test
  void oneLookRemovedIsNoticedWhereverItStands() throws Exception {
    restore();
    long n = 15;
    try (Store store = store()) {
      store.remove(n);
      for (long after = n + 1; after <= store.last(); after++) {
        Document next = store.commit(after);
        next.put("n", after - 1);
        next.put("_id", String.format(java.util.Locale.ROOT, "%s/%012d", FEED, after - 1));
        store.replace(after, next);
      }
    }
    assertThat(checkWithKeys()).startsWith("1 ").contains("commit " + n + ": ");
    assertThat(startSays()).contains("The log is not as it was written");
  }

  @Test
  void aLogOfAnEarlierVersionIsRefusedWithASentence() throws Exception {
    assertRefused(commit -> commit.remove("v"));
  }

  /** In it nobody said that they attend: its officers would lose sight of what they recorded. */
  @Test
  void aLogOfBeforeAttendingGaveSightIsRefusedWithASentence() throws Exception {
    assertRefused(commit -> commit.put("v", 2));
  }

  private void assertRefused(Consumer<Document> made) throws Exception {
    restore();
    try (Store store = store()) {
      long last = store.last();
      for (long n = 1; n <= last; n++) {
        Document commit = store.commit(n);
        made.accept(commit);
        store.replace(n, commit);
      }
    }
    assertThat(startSays())
        .contains("it was written by an earlier version of this server")
        .contains("begin with a new data folder");
  }
}
