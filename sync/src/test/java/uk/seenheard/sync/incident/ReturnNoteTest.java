package uk.seenheard.sync.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.RecordedAct;

/** Notes of a return, wherever they are pinned; what is no note costs the others nothing. */
class ReturnNoteTest {
  private static final String CHILD = "child/0190c0de-0000-7000-8000-000000000001";
  private static final Hash ZERO = new Hash("0".repeat(64));

  private static List<ReturnNote> notes(Json.Obj with) {
    return ReturnNote.of(
        new RecordedAct(
            new OperationId(ZERO, 0),
            "return",
            Optional.empty(),
            with,
            "ps1",
            "server-1",
            1,
            Hlc.ZERO,
            List.of(),
            ZERO));
  }

  private static Json.Obj note(String words, String about, String prompt) {
    return Json.object().put("words", words).put("about", about).put("prompt", prompt).build();
  }

  @Test
  void noteForTheWholeIncidentComesFirst() {
    Json.Obj with =
        Json.object()
            .put("note", "All of it")
            .put("notes", Json.list(List.of(note("Ask her", CHILD, "child-spoken"))))
            .build();
    assertThat(notes(with)).extracting(ReturnNote::words).containsExactly("All of it", "Ask her");
    ReturnNote pinned = notes(with).get(1);
    assertThat(pinned.isPinnedTo("child-spoken", Optional.of(new FieldPath(CHILD)))).isTrue();
    assertThat(pinned.isPinnedTo("child-seen", Optional.of(new FieldPath(CHILD)))).isFalse();
    assertThat(pinned.isPinnedTo("child-spoken", Optional.empty())).isFalse();
  }

  @Test
  void nonsenseBesideANoteIsLeftOutAndAPathThatIsNoneLeavesTheWords() {
    Json.Obj with =
        Json.object()
            .put(
                "notes",
                Json.list(List.of(Json.of(7), Json.EMPTY, note("Still said", "../x", "p"))))
            .build();
    assertThat(notes(with)).extracting(ReturnNote::words).containsExactly("Still said");
    assertThat(notes(with).get(0).about()).isEmpty();
    assertThat(notes(Json.EMPTY)).isEmpty();
  }
}
