package uk.seenheard.api.ground.log;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.StoreUnderTest;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;

/** The log on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names. */
class MongoCommitLogTest extends CommitLogContract {
  private static final String INCIDENT = "018f0000-0000-7000-8000-000000000001";
  private static final String OTHER = "018f0000-0000-7000-8000-000000000002";

  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  @Override
  CommitLog empty() throws Exception {
    return on(STORE.empty());
  }

  private static MongoCommitLog on(DocumentStore documents) throws Exception {
    MongoCommitLog log = new MongoCommitLog(documents, FEED);
    await(log.prepare());
    return log;
  }

  private static List<Document> pieces(DocumentStore store) throws Exception {
    return await(store.collection("bodies").find(eq("feed", FEED)).list());
  }

  private static Documents bodies(DocumentStore store) {
    return store.collection("bodies");
  }

  /** What a process leaves that was killed, or lost the race, before its commit was in. */
  private static void orphan(DocumentStore store, Commit never) throws Exception {
    await(bodies(store).insertMissing(BodiesDocument.write(never)));
  }

  @Test
  void eachBodyLiesOnceInOnePieceForEachIncidentAndCommit() throws Exception {
    DocumentStore store = STORE.empty();
    MongoCommitLog log = on(store);
    await(
        log.insert(
            commit(
                Optional.empty(),
                batch("d1", 1, "a", "b"),
                about(OTHER, "d2", 1, "c"),
                batch("d3", 1, "d"))));
    assertThat(pieces(store)).hasSize(2);
    assertThat(await(store.collection("commits").find(eq("feed", FEED)).list()).toString())
        .doesNotContain("body=");
  }

  @Test
  void whoReadsGoesByWhatTheCommitNamesWhateverElseLiesThere() throws Exception {
    DocumentStore store = STORE.empty();
    MongoCommitLog log = on(store);
    Commit first = commit(Optional.empty(), batch("d1", 1, "a"));
    orphan(store, commit(Optional.empty(), batch("d2", 1, "never said")));
    await(log.insert(first));
    orphan(store, commit(Optional.empty(), batch("d3", 1, "never said either")));
    assertThat(await(log.wholeAfter(0, 10))).containsExactly(first);
    assertThat(await(log.keptAfter(0, 10)))
        .containsExactly(new CommitLog.Kept(1, Optional.of(first), Optional.empty()));
  }

  @Test
  void sweepTakesWhatNoCommitNamesAndNothingElse() throws Exception {
    DocumentStore store = STORE.empty();
    MongoCommitLog log = on(store);
    Commit first = commit(Optional.empty(), batch("d1", 1, "a"), about(OTHER, "d2", 1, "b"));
    Commit second = commit(Optional.of(first), batch("d1", 2, "c"));
    Commit third = commit(Optional.of(second), batch("d1", 3, "d"));
    orphan(store, commit(Optional.empty(), batch("d4", 1, "lost one")));
    orphan(store, commit(Optional.of(first), about(OTHER, "d4", 1, "lost two")));
    await(log.insert(first));
    await(log.insert(second));
    // Whoever writes for the next position has not lost it yet.
    orphan(store, third);
    assertThat(await(log.sweep())).isEqualTo(2);
    assertThat(await(log.wholeAfter(0, 10))).containsExactly(first, second);
    assertThat(await(log.insert(third))).isEqualTo(CommitLog.Insertion.INSERTED);
    assertThat(await(log.wholeAfter(0, 10))).containsExactly(first, second, third);
    assertThat(await(log.sweep())).isZero();
    assertThat(await(log.wholeAfter(0, 10))).containsExactly(first, second, third);
    assertThat(pieces(store)).hasSize(4);
  }

  @Test
  void sweepWalksThroughALongLogAndGoesOnWhereItStood() throws Exception {
    DocumentStore store = STORE.empty();
    MongoCommitLog log = on(store);
    Optional<Commit> last = Optional.empty();
    for (int i = 1; i <= 130; i++) {
      if (i % 13 == 0) {
        orphan(store, commit(last, batch("lost" + i, 1, "lost " + i)));
      }
      Commit next = commit(last, batch("d1", i, "change " + i));
      await(log.insert(next));
      last = Optional.of(next);
    }
    assertThat(await(log.sweep())).isEqualTo(10);
    assertThat(await(store.collection("swept").find(eq("_id", FEED)).first()))
        .hasValueSatisfying(mark -> assertThat(mark.getLong("n")).isEqualTo(130));
    assertThat(pieces(store)).hasSize(130);
  }

  /** On a MongoDB the one who lost sweeps; the embedded store never kept it. */
  @Test
  void lostRaceLeavesNothingBehind() throws Exception {
    DocumentStore store = STORE.empty();
    MongoCommitLog log = on(store);
    Commit first = commit(Optional.empty(), batch("d1", 1, "a"));
    await(log.insert(first));
    await(log.insert(commit(Optional.empty(), batch("d2", 1, "b"))));
    assertThat(pieces(store)).hasSize(1);
    assertThat(await(log.wholeAfter(0, 10))).containsExactly(first);
  }

  /** As after an answer that never came, and a driver that asked again. */
  @Test
  void sameCommitInsertedAgainKeepsItsBodies() throws Exception {
    DocumentStore store = STORE.empty();
    MongoCommitLog log = on(store);
    Commit first = commit(Optional.empty(), batch("d1", 1, "a", "b"));
    await(log.insert(first));
    assertThat(await(log.insert(first))).isEqualTo(CommitLog.Insertion.TAKEN);
    assertThat(await(log.wholeAfter(0, 10))).containsExactly(first);
  }

  @Test
  void missingPieceIsSaidByItsPlaceAndTheOthersAreServed() throws Exception {
    DocumentStore store = STORE.empty();
    MongoCommitLog log = on(store);
    Commit first = commit(Optional.empty(), batch("d1", 1, "a"), about(OTHER, "d2", 1, "b"));
    Commit second = commit(Optional.of(first), batch("d1", 2, "c"));
    await(log.insert(first));
    await(log.insert(second));
    await(bodies(store).deleteAll(BodiesDocument.of(FEED, OTHER)));
    Commit served = await(log.wholeAfter(0, 10)).get(0);
    assertThat(served.batches().get(0)).isEqualTo(first.batches().get(0));
    assertThat(served.batches().get(1).changes().get(0).body()).isEqualTo(Sealed.NOTHING);
    LogCheck.Looked looked = LogCheck.whole(SEAL).next(await(log.keptAfter(0, 1)).get(0));
    assertThat(looked.blank()).as("right only where it was erased").containsExactly(OTHER);
    assertThat(await(log.wholeAfter(1, 10))).containsExactly(second);
  }

  private LogCheck.Looked lookedAfter(DocumentStore store, MongoCommitLog log, Change altered)
      throws Exception {
    await(bodies(store).update(eq("feed", FEED), altered));
    return LogCheck.whole(SEAL).next(await(log.keptAfter(0, 1)).get(0));
  }

  @Test
  void whateverIsAlteredInAPieceIsSaidByItsPlace() throws Exception {
    for (Change altered :
        List.of(
            Change.set("bodies", new Binary(new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 65})),
            Change.set("bodies", new Binary(new byte[] {0, 0, 0, 0, 0, 0, 0, 2, 65})),
            Change.set("bodies", new Binary(new byte[] {0, 0})),
            Change.set("bodies", "words"),
            Change.set("n", 2L),
            Change.set("more", true))) {
      DocumentStore store = STORE.empty();
      MongoCommitLog log = on(store);
      await(log.insert(commit(Optional.empty(), batch("d1", 1, "a", "b"))));
      LogCheck.Looked looked = lookedAfter(store, log, altered);
      assertThat(looked.fault()).as(altered.toString()).isPresent();
      assertThat(looked.fault().orElseThrow().n()).isEqualTo(1);
    }
  }

  /** Two bodies that changed places within their piece are no body of either change. */
  @Test
  void bodiesThatChangedPlacesAreSaid() throws Exception {
    DocumentStore store = STORE.empty();
    MongoCommitLog log = on(store);
    await(log.insert(commit(Optional.empty(), batch("d1", 1, "a", "b"))));
    byte[] swapped = {0, 0, 0, 0, 0, 0, 0, 1, 'b', 0, 0, 0, 1, 0, 0, 0, 1, 'a'};
    assertThat(
            lookedAfter(store, log, Change.set("bodies", new Binary(swapped)))
                .fault()
                .orElseThrow()
                .text())
        .isEqualTo("commit 1: the sealed words of incident " + INCIDENT + " were altered");
  }

  @Test
  void erasureTakesEveryPieceOfOneIncidentThoseThatNobodyNamesAsWell() throws Exception {
    DocumentStore store = STORE.empty();
    MongoCommitLog log = on(store);
    Commit first = commit(Optional.empty(), batch("d1", 1, "a"), about(OTHER, "d2", 1, "b"));
    Commit second = commit(Optional.of(first), batch("d1", 2, "c"));
    await(log.insert(first));
    await(log.insert(second));
    orphan(store, commit(Optional.of(second), batch("d3", 1, "lost")));
    await(new MongoErasedWords(store, FEED).takeOut(INCIDENT));
    assertThat(pieces(store)).hasSize(1);
    assertThat(pieces(store).get(0).getString("_id")).contains(OTHER);
    assertThat(
            await(new MongoBodies(store, FEED).of(BodiesDocument.pieces(first))).keySet().stream()
                .map(SealedBodies.Piece::incident))
        .containsExactly(OTHER);
    assertThat(await(log.keptAfter(0, 10)).stream().flatMap(kept -> kept.fault().stream()))
        .isEmpty();
  }

  @Test
  void pieceIsFoundByItsWholeNameAlone() throws Exception {
    DocumentStore store = STORE.empty();
    MongoCommitLog log = on(store);
    Commit first = commit(Optional.empty(), batch("d1", 1, "a"));
    await(log.insert(first));
    MongoBodies bodies = new MongoBodies(store, FEED);
    SealedBodies.Piece piece = BodiesDocument.pieces(first).get(0);
    assertThat(await(bodies.of(List.of(piece))))
        .isEqualTo(Map.of(piece, Map.of(0, first.batches().get(0).changes().get(0).body())));
    for (SealedBodies.Piece other :
        List.of(
            new SealedBodies.Piece(INCIDENT, 2, piece.bodies()),
            new SealedBodies.Piece(OTHER, 1, piece.bodies()),
            new SealedBodies.Piece(INCIDENT, 1, new Hash("0".repeat(64))))) {
      assertThat(await(bodies.of(List.of(other)))).isEmpty();
    }
    assertThat(await(bodies(store).find(and(eq("feed", FEED), eq("n", 1L))).list())).hasSize(1);
  }
}
