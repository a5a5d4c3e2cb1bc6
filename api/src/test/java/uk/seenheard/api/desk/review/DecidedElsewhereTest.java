package uk.seenheard.api.desk.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.contract.PublishedContract;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.act.Who;
import uk.seenheard.sync.codec.Json;

/** A decision that is made elsewhere is refused with where: every act of the vocabulary. */
class DecidedElsewhereTest {
  private static final Pattern DOOR = Pattern.compile("/v1/[^ ,.]+");

  @TempDir Path folder;

  @Test
  void everyActThatIsDoneElsewhereIsRefusedWithWhere() {
    Set<String> routes =
        PublishedContract.operations().stream()
            .map(PublishedContract.Operation::route)
            .collect(Collectors.toSet());
    try (LiveServer server = LiveServer.start(folder)) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      String incident = officer.incident("ELSEWHERE");
      officer.record(incident, Officer.set("place", "14 Tannery Row"), Officer.act("submit"));
      officer.sendAll();
      Caller inspector = Caller.signedIn(server.url(), "insp71");
      for (Act act : Act.values()) {
        if (act.isDoneAt(Act.Place.DECISIONS)) {
          continue;
        }
        String says = refused(inspector, incident, act.word());
        if (act.who() == Who.SERVER) {
          assertThat(says).as(act.word()).contains("the server writes it down by itself");
        } else {
          Matcher doors = DOOR.matcher(says);
          assertThat(doors.find()).as(act.word() + ": " + says).isTrue();
          do {
            assertThat(routes).as(act.word()).contains("POST " + doors.group());
          } while (doors.find());
        }
      }
      assertThat(refused(inspector, incident, "decide-something-newer"))
          .contains("return", "authorise", "share")
          .doesNotContain("decide-something-newer", "submit", "decide-alert");
    }
  }

  private static String refused(Caller inspector, String incident, String act) {
    String at = "/v1/incidents/" + incident;
    Json op =
        Json.object().put("op", "act").put("act", act).put("with", Json.object().build()).build();
    Caller.Answer answer =
        inspector.post(
            at + "/decisions",
            Json.object()
                .put("frontier", inspector.get(at + "/card").expect(200).text("frontier").get())
                .put("ops", Json.list(List.of(op)))
                .build());
    assertThat(answer.status()).as(act + " " + answer.body()).isEqualTo(400);
    return answer.json().text("detail").orElseThrow();
  }
}
