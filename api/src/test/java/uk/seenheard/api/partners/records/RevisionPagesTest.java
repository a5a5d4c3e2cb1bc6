package uk.seenheard.api.partners.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;

/** Pages of the records feed are bounded by their bytes, and nothing is left out. */
class RevisionPagesTest {
  private static final int EACH = 15;

  @TempDir Path data;

  /** Long texts and long registers: either may be most of a record. */
  private static Operation[] longAnswers(int record) {
    Operation[] ops = new Operation[EACH];
    for (int i = 0; i < EACH; i++) {
      String text = "a word and ".repeat(5_000);
      ops[i] =
          record % 2 == 0
              ? Officer.set("note" + i, Json.of(text))
              : Officer.set("note" + i, Json.object().put("words", text).build());
    }
    return ops;
  }

  @Test
  void eachPageIsWithinItsBoundAndNoRecordIsLeftOut() throws IOException {
    Json.Obj written = RecordedCase.read("case-1-complete");
    AtomicLong now = new AtomicLong(written.whole("now").orElseThrow());
    try (LiveServer server = LiveServer.start(data, now::get, Map.of())) {
      List<String> incidents = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String incident = RecordedCase.record(server, "LONG-" + i, written, longAnswers(i));
        RecordedCase.authorise(server, incident).expect(201);
        incidents.add(incident);
      }
      Caller system = Caller.signedIn(server.url(), "records");
      List<String> given = new ArrayList<>();
      String cursor = "";
      boolean more = true;
      int pages = 0;
      while (more) {
        Json.Obj page = system.get("/v1/records/revisions" + cursor).expect(200);
        assertThat(page.canonical().length()).isLessThan(Limits.PAGE_CHARS * 3 / 2);
        page.items("revisions").stream()
            .map(Json.Obj.class::cast)
            .forEach(revision -> given.add(revision.text("incident").orElseThrow()));
        cursor = "?cursor=" + page.text("cursor").orElseThrow();
        more = page.isTrue("more");
        pages++;
      }
      assertThat(given).containsExactlyElementsOf(incidents);
      assertThat(pages).isGreaterThan(1);
    }
  }
}
