package uk.seenheard.handset.jvm.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import uk.seenheard.handset.core.FakeHttp;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.handset.core.TestHandset;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.sync.codec.Json;

/** Real handset processes, over HTTP, with kills. */
class HandsetProcessTest {
  @TempDir Path folder;
  private final FakeServer server = new FakeServer();

  private HandsetProcess start(String name, FakeHttp http) throws IOException {
    TestHandset.quicklyOpened(folder.resolve(name), "a passphrase");
    return HandsetProcess.start(folder.resolve(name), http.address(), "a passphrase");
  }

  @Test
  void secondProcessOnOneStoreIsToldAndDoesNothing() throws IOException {
    try (FakeHttp http = new FakeHttp(server);
        HandsetProcess first = start("a", http)) {
      first.tell("sign-in amy");
      try (HandsetProcess second = start("a", http)) {
        assertThatThrownBy(() -> second.tell("sync"))
            .hasMessageContaining("Another handset process has this store open");
      }
      assertThat(first.tell("status")).contains("On shift: amy");
    }
  }

  /** Whoever reads on would record under the name of somebody who is not there. */
  @Test
  void refusedSignInSaysThatNoShiftWasBegunAndWhoIsStillOnShift() throws IOException {
    try (FakeHttp http = new FakeHttp(server);
        HandsetProcess handset = start("a", http)) {
      handset.tell("sign-in amy");
      server.unreachable = true;
      for (String person : List.of("ben", "amy")) {
        assertThatThrownBy(() -> handset.tell("sign-in " + person))
            .hasMessageContaining("Could not sign in")
            .hasMessageContaining("Nobody's shift was begun")
            .hasMessageContaining("Still on shift on this handset: amy")
            .hasMessageNotContaining("Signed in as");
      }
      handset.tell("offline");
      assertThatThrownBy(() -> handset.tell("sign-in ben"))
          .hasMessageContaining("Sign in needs signal")
          .hasMessageContaining("Still on shift on this handset: amy");
      handset.tell("sign-out");
      assertThatThrownBy(() -> handset.tell("sign-in ben"))
          .hasMessageContaining("Sign in needs signal")
          .hasMessageContaining("Nobody is on shift on this handset");
    }
  }

  @Test
  void signInWithoutTheFormsIsASignIn() throws IOException {
    server.withoutForms = true;
    try (FakeHttp http = new FakeHttp(server);
        HandsetProcess handset = start("a", http)) {
      assertThat(handset.tell("sign-in amy").toString())
          .contains("The forms could not be fetched", "Signed in as amy");
    }
  }

  @Test
  void whatTheServerSaysWhenItTakesNothingIsRepeated() throws IOException {
    try (FakeHttp http = new FakeHttp(server);
        HandsetProcess handset = start("a", http)) {
      handset.tell("sign-in amy");
      handset.tell("new NM-9");
      for (int i = 0; i < 10; i++) {
        server.pushRefusals.add(
            Refusal.of(
                503,
                Json.object()
                    .put("type", "/problems/not-ready")
                    .put("detail", "The store's disk is full.")
                    .build(),
                Optional.of(0L)));
      }
      assertThat(handset.tell("sync").toString())
          .contains("Not synced yet", "The store's disk is full.", "What is queued stays here")
          .doesNotContain("busy");
    }
  }

  @Test
  void serverThatIsNoAddressIsRefusedWithWhatAnAddressLooksLike() {
    for (String given : List.of("127.0.0.1:9191", "garbage", "ftp://force.example", "http://")) {
      StringWriter said = new StringWriter();
      CommandLine line =
          HandsetCommand.commandLine(new Session(new BufferedReader(new StringReader(""))))
              .setOut(new PrintWriter(said, true))
              .setErr(new PrintWriter(said, true));
      String store = folder.resolve("none").toString();
      assertThat(line.execute("--store", store, "--server", given, "status")).isEqualTo(2);
      assertThat(said.toString())
          .contains("--server", "http://127.0.0.1:8080", '"' + given + '"')
          .doesNotContain("fault");
    }
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void twoHandsetsOfflineMeetAndDisagree() throws IOException {
    try (FakeHttp http = new FakeHttp(server);
        HandsetProcess amy = start("a", http);
        HandsetProcess ben = start("b", http)) {
      amy.tell("sign-in amy");
      ben.tell("sign-in ben");
      for (HandsetProcess handset : List.of(amy, ben)) {
        handset.tell("offline");
        handset.tell("new NM-2");
        handset.tell("next \"" + (handset == amy ? 2 : 3) + "\"");
        handset.tell("child add name=Robin");
      }
      assertThat(amy.tell("sync")).anyMatch(line -> line.startsWith("Not synced: no signal"));
      amy.tell("online");
      ben.tell("online");
      amy.tell("sync");
      ben.tell("sync");
      amy.tell("sync");
      assertThat(amy.tell("show"))
          .isEqualTo(ben.tell("show"))
          .anyMatch(line -> line.contains("CONTRADICTED, says amy"))
          .anyMatch(line -> line.contains("CONTRADICTED, says ben"))
          .anyMatch(line -> line.contains("child/1 and child/2 may be the same. Both have"));
      ben.tell("same-as child/1 child/2 same birthday");
      assertThat(ben.tell("show")).anyMatch(line -> line.contains("child 1 (joined)"));
    }
  }

  @Test
  @Tag("long")
  void cameraAndMarkTakeOnePressEachAndNeedNoCatalogue() throws IOException {
    try (FakeHttp http = new FakeHttp(server);
        HandsetProcess amy = start("a", http)) {
      amy.tell("sign-in amy");
      amy.tell("new NM-7");
      amy.tell("offline");
      amy.tell("child add name=Robin");
      assertThat(amy.tell("mark 1 spoke")).contains("Marked.");
      assertThatThrownBy(() -> amy.tell("mark 1 sang")).hasMessageContaining("Mark one of");
      assertThatThrownBy(() -> amy.tell("mark 2 spoke")).hasMessageContaining("no child 2");
      amy.tell("camera no \"flat since ten\" --told no");
      amy.tell("camera all");
      amy.tell("online");
      amy.tell("sync");
    }
    List<String> sent = server.log.stream().map(one -> one.content()).toList();
    assertThat(sent).filteredOn(one -> one.contains("\"at\":\"mark/")).hasSize(1);
    assertThat(sent)
        .filteredOn(one -> one.contains("\"at\":\"attendance/"))
        .as("what is said anew is the same attendance")
        .hasSize(2)
        .anyMatch(one -> one.contains("reason.camera.amy") && one.contains("flat since ten"));
    assertThat(sent)
        .filteredOn(one -> one.contains("\"op\":\"add\"") && one.contains("\"attendance/"))
        .hasSize(1);
    assertThat(sent).anyMatch(one -> one.contains("\"spoke\""));
  }

  @Test
  @Tag("long")
  void whoAttendsSaysSoAndGoesOnWithWhatOthersBegan() throws IOException {
    try (FakeHttp http = new FakeHttp(server);
        HandsetProcess amy = start("a", http);
        HandsetProcess ben = start("b", http)) {
      amy.tell("sign-in amy");
      ben.tell("sign-in ben");
      amy.tell("new NM-4");
      amy.tell("answer place Kitchen");
      amy.tell("sync");
      ben.tell("attend nm-4");
      ben.tell("sync");
      assertThat(ben.tell("show")).anyMatch(line -> line.contains("Kitchen"));
      assertThat(server.log.get(0).content()).contains("\"act\":\"attend\"", "\"reference\"");
      assertThat(server.log.get(2).content())
          .contains("\"act\":\"attend\"")
          .doesNotContain("\"op\":\"set\"");
      ben.tell("answer place Hall");
      ben.tell("sync");
      amy.tell("sync");
      assertThat(amy.tell("show")).anyMatch(line -> line.contains("Hall"));
    }
    assertThat(server.log).hasSize(4);
  }

  /** A number names the child that was last shown under it, whatever a sync has brought. */
  @Test
  @Tag("long")
  void numberNamesTheSameChildAfterASyncOrIsRefused() throws IOException {
    try (FakeHttp http = new FakeHttp(server);
        HandsetProcess amy = start("a", http);
        HandsetProcess ben = start("b", http)) {
      amy.tell("sign-in amy");
      ben.tell("sign-in ben");
      amy.tell("new NM-5");
      amy.tell("child add name=Ada");
      ben.tell("new NM-5");
      assertThat(ben.tell("child add name=Ben")).anyMatch(line -> line.contains("child 1"));
      amy.tell("sync");
      ben.tell("sync");
      ben.tell("answer child/1/demeanour \"Calm, holding a toy\"");
      ben.tell("say 1 \"I am Ben\"");
      assertThatThrownBy(() -> ben.tell("answer child/2/safe yes"))
          .hasMessageContaining("Something new has come since you last looked");
      List<String> shown = ben.tell("show");
      assertThat(shown.toString())
          .containsSubsequence("child 1", "Ada", "child 2", "Calm", "Ben", "I am Ben");
      ben.tell("answer child/1/safe yes");
      assertThat(ben.tell("show").toString())
          .containsSubsequence("child 1", "Ada", "Safe", "child 2", "Ben");
      ben.tell("strike child/1 \"Entered twice by mistake\"");
      assertThatThrownBy(() -> ben.tell("answer child/1/safe no"))
          .hasMessageContaining("is not here any more");
    }
  }

  @Test
  @Tag("long")
  void whyTellsWhereAQuestionComesFrom() throws IOException {
    try (FakeHttp http = new FakeHttp(server);
        HandsetProcess handset = start("a", http)) {
      handset.tell("sign-in amy");
      handset.tell("new NM-6");
      assertThat(handset.tell("next why")).anyMatch(line -> line.matches("From: .+"));
    }
  }

  @Test
  @Tag("long")
  void whatIsNoReferenceBeginsAndJoinsNothing() throws IOException {
    try (FakeHttp http = new FakeHttp(server);
        HandsetProcess handset = start("a", http)) {
      handset.tell("sign-in amy");
      for (String typed : List.of("Mill Lane", "MC", "MC--1", "MC_1", "1".repeat(41), "MC-1-")) {
        for (String command : List.of("new", "attend")) {
          assertThatThrownBy(() -> handset.tell(command + " \"" + typed + "\""))
              .as(typed)
              .hasMessageContaining("reference");
        }
      }
      handset.tell("sync");
      assertThat(server.log).isEmpty();
      handset.tell("new \"ops 12/7\"");
      assertThatThrownBy(() -> handset.tell("answer reference \"Ada Moor\""))
          .hasMessageContaining("reference");
    }
  }

  /** What looks like a file, a number or a truth value is what was typed. */
  @Test
  @Tag("long")
  void wordsStayTheWordsThatWereTyped() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "not the child's words");
    try (FakeHttp http = new FakeHttp(server);
        HandsetProcess handset = start("a", http)) {
      handset.tell("sign-in amy");
      handset.tell("new NM-3");
      handset.tell("child add name=007");
      handset.tell("say 1 \"@" + secret + "\"");
      handset.tell("answer reference 0012345");
      handset.tell("answer place true");
      handset.tell("answer childrenLiving 2");
      assertThat(handset.tell("answer happened 2026-11-2").toString())
          .contains("Saved.", "This needs a day and a time, such as 2026-11-22T03:10Z.");
      assertThat(handset.tell("answer happened 2026-11-22T03:10Z").toString())
          .contains("Saved.")
          .doesNotContain("This needs");
      handset.tell("sync");
    }
    String log = server.log.stream().map(frame -> frame.content()).collect(joining("\n"));
    assertThat(log)
        .doesNotContain("not the child's words")
        .contains("\"words\":\"@" + secret + "\"")
        .contains("\"0012345\"")
        .contains("\"007\"")
        .contains("\"true\"")
        .contains("\"value\":2");
  }
}
