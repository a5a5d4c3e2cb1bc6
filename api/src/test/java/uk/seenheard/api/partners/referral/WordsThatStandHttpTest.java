package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;
import static uk.seenheard.api.partners.referral.ValeForce.CHILD;
import static uk.seenheard.api.partners.referral.ValeForce.NOTICE;
import static uk.seenheard.api.partners.referral.ValeForce.name;
import static uk.seenheard.api.partners.referral.ValeForce.objects;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** Somebody who would rather that a child had said something else: the child's words leave. */
class WordsThatStandHttpTest {
  private static final String STATEMENT = "statement/0190a5c0-0000-7000-8000-000000001044";
  private static final String SAID = "Daddy was cross. My ear hurts.";
  private static final String RATHER = "Nothing happened";

  @TempDir Path folder;
  private ValeForce force;

  @BeforeEach
  void open() throws IOException {
    force = new ValeForce(folder, Map.of());
  }

  @AfterEach
  void stop() {
    force.close();
  }

  /** What a recipient is told that the child said: of each statement, what stands as its words. */
  private List<Json> told(Operation... besides) {
    String incident = force.record(besides);
    Json.Obj notice = force.handed("triage1", name(incident, NOTICE));
    return objects(notice.object("content"), "said").stream()
        .map(said -> said.get("words").orElseThrow())
        .toList();
  }

  @Test
  void anAnswerInThePlaceOfAChildsWordsLeavesBesideThem() {
    assertThat(told()).containsExactly(Json.of(SAID));
    assertThat(told(set(STATEMENT + "/words", RATHER)))
        .containsExactly(Json.texts(List.of(SAID, RATHER)));
  }

  @Test
  void statementsThatWereJoinedLeaveWithTheWordsOfBoth() {
    String other = entry("statement");
    assertThat(
            told(
                add(other, Json.object().put("about", CHILD).put("words", RATHER).build()),
                new Operation.Act(
                    "same-as",
                    Optional.of(new FieldPath(STATEMENT)),
                    Json.object().put("entry", other).put("reason", "one and the same").build(),
                    List.of(),
                    new Hash("0".repeat(64)))))
        .containsExactly(Json.texts(List.of(SAID, RATHER)));
  }
}
