package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command-line handset as a person finds it: the block of its README pasted into a shell of the
 * operating system, against a real server, and what goes wrong there said in plain words.
 */
class CommandLineAsPastedTest {
  private static final String JAR =
      "java -jar android-client-stub/target/android-client-stub-0.1.0-SNAPSHOT.jar";
  private static final Path SHELL = Path.of("/bin/bash");

  @TempDir static Path data;
  @TempDir Path folder;
  private static LiveServer server;

  @BeforeAll
  static void start() {
    assumeTrue(Files.isExecutable(SHELL), "bash, which reads line by line as from a terminal");
    server = LiveServer.start(data.resolve("server"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** What a person sees, and with what it ends. */
  private record Seen(String text, int exit) {}

  private static String block() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../android-client-stub/README.md"));
    int from = lines.indexOf("## Try it");
    List<String> block =
        lines.subList(from, lines.size()).stream()
            .dropWhile(line -> !line.startsWith("    "))
            .takeWhile(line -> line.startsWith("    "))
            .map(line -> line.substring(4))
            .collect(Collectors.toList());
    assertThat(block.get(0)).contains(JAR).endsWith(" shell");
    assertThat(block).endsWith("quit");
    return String.join("\n", block) + "\n";
  }

  /** Pastes into a shell: the jar is not built yet when tests run, so its classes stand in. */
  private Seen paste(String lines, Map<String, String> environment) throws Exception {
    String classes =
        "\""
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + "\" -Xmx128m -XX:TieredStopAtLevel=1 -cp \"$HANDSET\""
            + " uk.seenheard.handset.jvm.cli.HandsetCommand";
    ProcessBuilder builder =
        new ProcessBuilder(SHELL.toString()).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("HANDSET", System.getProperty("java.class.path"));
    builder.environment().put("SEENHEARD_SERVER", server.url());
    builder.environment().remove("SEENHEARD_PASSPHRASE");
    builder.environment().putAll(environment);
    Process shell = builder.start();
    shell.getOutputStream().write(lines.replace(JAR, classes).getBytes(StandardCharsets.UTF_8));
    shell.getOutputStream().close();
    String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Seen(text, shell.waitFor());
  }

  private Seen handset(String... commands) throws Exception {
    List<String> lines =
        new ArrayList<>(List.of("SEENHEARD_PASSPHRASE='a phrase' " + JAR + " shell"));
    lines.addAll(List.of(commands));
    return paste(String.join("\n", lines) + "\n", Map.of());
  }

  @Test
  void theBlockOfTheReadmeWorksAsItIsPasted() throws Exception {
    Seen seen = paste(block(), Map.of());
    assertThat(seen.text())
        .containsSubsequence(
            "Signed in as pc1201",
            "No signal. Everything works",
            "Recording AS-20261122-0107",
            "Saved: child 1.",
            "Saved, word for word.",
            "of them required.",
            "Required before it can be authorised:",
            "reply 1 ",
            "Asked as well:",
            "Submitted.",
            "In signal.",
            "Synced: this handset and the server hold the same.",
            "AS-20261122-0107: submitted",
            "said: \"I hid under the table.\"",
            "On shift: pc1201",
            "Queued (only here):     0")
        .doesNotContain("not done.", "Exception", "\tat ");
    assertThat(seen.exit()).isZero();
  }

  @Test
  @Tag("long")
  void whatIsNotUnderstoodIsRefusedWithTheNearest() throws Exception {
    Seen seen =
        handset(
            "sign-in pc1202",
            "new AS-2026-0002",
            "child add name=Robin",
            "anwser child/1/seen yes",
            "answer chlid/1/seen yes",
            "answer child/1/sene yes",
            "answer child/1/seen yse",
            "child add nmae=Ada",
            "answer childrenLiving two",
            "answer child/7/seen yes",
            "new AS-2026-0003 --form domestic-abuze",
            "answer",
            "say 1 \"I was not finished",
            "help",
            "show");
    assertThat(seen.text())
        .containsSubsequence(
            "There is no command \"anwser\".",
            "Did you mean: answer",
            "nothing called \"chlid\"",
            "Did you mean child?",
            "nothing called \"sene\" of a child",
            "Did you mean seen?",
            "\"yse\" is none of the choices",
            "Did you mean yes?",
            "The choices: yes, no",
            "nothing called \"nmae\" of a child",
            "Did you mean name?",
            "Answer with a whole number",
            "There is no child 7; the last is 1.",
            "There is no form \"domestic-abuze\"",
            "Did you mean domestic-abuse?",
            "Something is missing: FIELD",
            "A quotation mark is open",
            "reply 3 yes",
            "AS-2026-0002: recording")
        .doesNotContain("Ada", "Exception", "index");
    assertThat(seen.text().lines().filter("not done."::equals)).hasSize(9);
  }

  @Test
  @Tag("long")
  void openQuestionsAreAnsweredByTheirNumberWhateverIsAnsweredMeanwhile() throws Exception {
    Seen seen =
        handset(
            "sign-in pc1203",
            "new AS-2026-0004",
            "reply 1 2",
            "open",
            "reply 1 \"not known because other nobody could count in the dark\"",
            "reply 1 2",
            "reply 900 2");
    assertThat(seen.text())
        .containsSubsequence(
            "No questions were listed yet. List them with: open",
            "  1  [",
            "reply 1 ",
            "Saved.",
            "Question 1 is not open any more. Nothing was saved.",
            "There is no question 900");
  }

  @Test
  @Tag("long")
  void wrongPassphraseIsToldOnceAndChangesNothing() throws Exception {
    handset("sign-in pc1204", "new AS-2026-0005", "answer place Kitchen");
    Seen wrong = paste("SEENHEARD_PASSPHRASE=guess " + JAR + " shell\nshow\nshow\n", Map.of());
    assertThat(wrong.text())
        .containsOnlyOnce("That is not the passphrase of the memory in .seenheard/handset.")
        .doesNotContain("Kitchen", "ring", "Exception");
    assertThat(handset("show").text()).contains("Kitchen");
    Seen missing = paste(JAR + " status\nexit $?\n", Map.of());
    assertThat(missing.text()).contains("its passphrase is missing", "SEENHEARD_PASSPHRASE");
    assertThat(missing.exit()).isEqualTo(1);
  }

  @Test
  @Tag("long")
  void noServerAndAFolderThatCannotBeWrittenAreSaidPlainly() throws Exception {
    assertThat(handset("sign-in pc1205").text()).contains("Signed in");
    Seen away =
        paste(
            "SEENHEARD_PASSPHRASE='a phrase' " + JAR + " sync\nexit $?\n",
            Map.of("SEENHEARD_SERVER", "http://127.0.0.1:1"));
    assertThat(away.text())
        .contains("Not synced: no signal.")
        .doesNotContain("Exception", "127.0.0.1");
    assertThat(away.exit()).isEqualTo(75);
    Files.writeString(folder.resolve("file"), "no folder");
    Seen unwritable =
        paste("SEENHEARD_PASSPHRASE=x " + JAR + " --store file/below status\nexit $?\n", Map.of());
    assertThat(unwritable.text()).contains("The handset's folder cannot be written");
    assertThat(unwritable.exit()).isEqualTo(1);
  }

  @Test
  @Tag("long")
  void wordsOfEveryScriptArriveAndNothingSteersTheTerminal() throws Exception {
    String said = "Mam 👩‍👧 said \u0627\u0644\u0633\u0644\u0627\u0645 \\\"no\\\"";
    String large = "a".repeat(60 * 1024);
    Seen seen =
        handset(
            "sign-in pc1206",
            "new AS-2026-0007",
            "child add name=Robin",
            "say 1 \"" + said + "\"",
            "say 1 \"red \u001b[31m and \u202e turned\"",
            "answer homeConditions \"" + large + "\"",
            "show",
            "sync");
    assertThat(seen.text())
        .contains(
            "said: \"" + said.replace("\\", "") + "\"", "red ‹U+001B›[31m and ‹U+202E› turned")
        .contains("Synced: this handset and the server hold the same.")
        .doesNotContain("\u001b", "\u202e", "Exception");
    boolean kept = seen.text().contains(large);
    assertThat(kept || seen.text().contains("not done.")).as("kept whole, or refused").isTrue();
  }
}
