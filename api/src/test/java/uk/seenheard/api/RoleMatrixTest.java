package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.ground.contract.PublishedContract;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.codec.Json;

/**
 * Role × action, on a real incident of one team: what somebody may do, the API lets them; what the
 * page would not offer, it refuses. A route or a decision without a row fails.
 *
 * <p>The letters of a row stand for {@link #ACTORS}: {@code y} may (nothing about role or scope is
 * in the way), {@code -} may in general but finds nothing of this incident, {@code n} is not there
 * for them (404), {@code x} may not (403), {@code u} is not signed in (401).
 */
public class RoleMatrixTest {
  private static final List<String> ACTORS =
      List.of("pc1201", "pc1202", "ps401", "ps402", "insp71", "records", "nobody");

  /** Route, letters, body; {@code INCIDENT} and {@code ALERT} are filled in. */
  private static final List<Row> ROUTES =
      List.of(
          new Row("POST /v1/sign-out", "yyyyyyu", ""),
          new Row("POST /v1/devices", "yyyyyxu", "{}"),
          new Row("POST /v1/passes", "yyyyyxu", "{}"),
          new Row("POST /v1/people/{person}/revocation", "xxxxyxu", "{}"),
          new Row("POST /v1/people/{person}/reinstatement", "xxxxyxu", "{}"),
          new Row("POST /v1/people/{person}/move", "xxxxyxu", "{}"),
          new Row("GET /v1/handsets", "xxyyyxu", ""),
          new Row(
              "POST /v1/handsets/{device}/orders",
              "xxynyxu",
              "{\"order\":\"unlock\",\"reason\":\"r\"}"),
          new Row("GET /v1/sync/pull", "y-y-y-u", ""),
          new Row("GET /v1/sync/incidents", "yyyyyyu", ""),
          new Row("GET /v1/sync/incidents/{incident}", "ynynynu", ""),
          new Row("GET /v1/incidents", "y-y-yxu", ""),
          new Row("GET /v1/rows", "y-y-yxu", ""),
          new Row("POST /v1/search", "y-y-yxu", "{\"words\":\"mill lane\"}"),
          new Row(
              "POST /v1/disclosures",
              "xxynyxu",
              "{\"how\":\"printed\",\"incidents\":[\"INCIDENT\"]}"),
          new Row("GET /v1/people", "xxyyyxu", ""),
          new Row("GET /v1/incidents/{incident}", "ynynyxu", ""),
          new Row("GET /v1/incidents/{incident}/card", "ynynyxu", ""),
          new Row("GET /v1/incidents/{incident}/history", "ynynyxu", ""),
          new Row("GET /v1/incidents/{incident}/quarantine", "xxynyxu", ""),
          new Row("POST /v1/incidents/{incident}/decisions", "xxynyxu", "DECISION"),
          new Row("GET /v1/incidents/{incident}/twins", "ynynyxu", ""),
          new Row(
              "POST /v1/incidents/{incident}/links",
              "xxynyxu",
              "{\"other\":\"OTHER\",\"same\":false,\"reason\":\"r\"}"),
          // Of somebody who wrote nothing here: whoever may is told so.
          new Row(
              "POST /v1/incidents/{incident}/misplaced",
              "xxynyxu",
              "{\"frontier\":\"FRONTIER\",\"belongs\":\"OTHER\",\"author\":\"nobody\",\"reason\":\"r\"}"),
          // Without a reason: what may erase is asked for one, and nothing is erased here.
          new Row("POST /v1/incidents/{incident}/erasure", "xxxxyxu", "{}"),
          new Row("GET /v1/overdue", "yyyyyxu", ""),
          new Row("GET /v1/chase", "yyyyyxu", ""),
          new Row("GET /v1/acts", "yyyyyyu", ""),
          new Row("POST /v1/alerts/{alert}/acknowledgement", "ynynyxu", "{}"),
          new Row("POST /v1/alerts/{alert}/end", "xxynyxu", "{\"reason\":\"r\"}"),
          new Row("GET /v1/absences", "xxyyyxu", ""),
          new Row("POST /v1/people/{person}/absence", "xxyxyxu", absence()),
          new Row(
              "POST /v1/people/{person}/handover",
              "xxyxyxu",
              "{\"to\":\"pc1203\",\"reason\":\"r\"}"),
          new Row("GET /v1/measures", "xxyyyxu", ""),
          new Row("GET /v1/measures.csv", "xxyyyxu", ""),
          new Row("GET /v1/forms", "yyyyyyu", ""),
          new Row("GET /v1/forms/{form}/{version}", "yyyyyyu", ""),
          new Row("GET /v1/records/revisions", "xxxxxyu", ""),
          new Row("GET /v1/records/revisions/{revision}", "xxxxxnu", ""),
          new Row("GET /v1/records/reconciliation", "xxxxxyu", ""),
          new Row("POST /v1/records/acknowledgements", "xxxxxyu", "{}"),
          new Row("POST /v1/records/outcomes", "xxxxxyu", "{}"),
          new Row("GET /v1/records/rejections", "xxxxyyu", ""),
          new Row("POST /v1/records/rejections/{rejection}/end", "xxxxnxu", "{\"reason\":\"r\"}"),
          new Row("GET /v1/clients", "xxxxyxu", ""),
          new Row("POST /v1/clients", "xxxxyxu", "{}"),
          new Row("POST /v1/clients/{client}/secret", "xxxxnxu", ""),
          new Row("POST /v1/clients/{client}/end", "xxxxnxu", "{\"reason\":\"r\"}"),
          new Row("GET /v1/webhooks", "xxxxyyu", ""),
          new Row("POST /v1/webhooks", "xxxxxyu", "{}"),
          new Row("POST /v1/webhooks/{webhook}/secret", "xxxxxnu", ""),
          new Row("POST /v1/webhooks/{webhook}/replay", "xxxxxnu", "{\"from\":1}"),
          new Row("POST /v1/webhooks/{webhook}/end", "xxxxnnu", "{\"reason\":\"r\"}"),
          new Row("POST /v1/footage/clips", "xxxxxyu", "{\"items\":[{}]}"),
          new Row("POST /v1/footage/carried", "xxxxxyu", "{\"items\":[{}]}"),
          new Row("GET /v1/incidents/{incident}/footage", "ynynyxu", ""),
          new Row(
              "POST /v1/incidents/{incident}/footage/links",
              "xxynyxu",
              "{\"source\":\"vault\",\"clip\":\"none\",\"linked\":false,\"reason\":\"r\"}"));

  private static final String CHILD = entry("child");

  /**
   * Every decision and everything a supervisor writes into the record; that it cannot be made as it
   * stands is no refusal of role.
   */
  private static final List<Row> DECISIONS =
      List.of(
          decision("xxynyxu", "return", "{\"note\":\"n\"}"),
          decision("xxynyxu", "authorise", "{}"),
          decision("xxynyxu", "accept-reason", "{}"),
          decision("xxynyxu", "refuse-reason", "{}"),
          decision("xxynyxu", "same-as", "{}"),
          decision("xxynyxu", "separate", "{}"),
          decision("xxynyxu", "share", "{\"person\":\"pc1203\"}"),
          decision("xxynyxu", "unshare", "{\"person\":\"pc1203\"}"),
          decision("xxynyxu", "assign", "{\"person\":\"pc1203\"}"),
          decision("xxynyxu", "release", "{}"),
          decision("xxynyxu", "dismiss", "{}"),
          decision("xxynyxu", "acknowledge", "{\"what\":\"w\"}"),
          decision(
              "xxxnyxu", "decide-protection", "{\"decision\":\"authorised\",\"grounds\":\"g\"}"),
          written("xxynyxu", "set", "\"at\":\"place\",\"value\":\"4 Mill Lane\",\"reason\":\"r\""),
          written(
              "xxynyxu",
              "add",
              "\"at\":\""
                  + entry("action")
                  + "\",\"value\":{\"what\":\"w\",\"owner\":\"o\",\"due\":\"2030-01-01T09:00Z\"}"),
          written("xxynyxu", "strike", "\"at\":\"" + CHILD + "\",\"reason\":\"r\""));

  @TempDir static Path folder;
  private static LiveServer server;
  private static String incident;
  private static String other;
  private static String device;

  private record Row(String action, String letters, String body) {}

  private static Row decision(String letters, String act, String with) {
    String op = "{\"op\":\"act\",\"act\":\"%s\",\"about\":\"%s\",\"with\":%s}";
    return new Row(act, letters, "[" + String.format(Locale.ROOT, op, act, CHILD, with) + "]");
  }

  private static Row written(String letters, String op, String members) {
    return new Row(op, letters, "[{\"op\":\"" + op + "\"," + members + "}]");
  }

  private static String absence() {
    return "{\"from\":1,\"until\":2,\"reason\":\"r\"}";
  }

  /** What somebody may do that changes something: routes that are posted to, and decisions. */
  public static Set<String> deedsOf(String actor) {
    int letter = ACTORS.indexOf(actor);
    Set<String> deeds = new TreeSet<>();
    Stream.concat(
            ROUTES.stream().filter(row -> row.action().startsWith("POST ")), DECISIONS.stream())
        .filter(row -> row.letters().charAt(letter) == 'y')
        .forEach(row -> deeds.add(row.action()));
    return deeds;
  }

  @BeforeAll
  static void start() {
    server = LiveServer.start(folder);
    Officer officer = Officer.onShift(server.url(), "pc1201");
    incident = officer.incident("MC-1");
    officer.record(incident, set("place", "3 Mill Lane"), add(CHILD, Json.EMPTY));
    officer.record(incident, act("submit"));
    other = officer.incident("MC-2");
    officer.record(other, set("place", "4 Mill Lane"));
    officer.sendAll();
    device = officer.device();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyRouteThatNeedsALoginHasARow() {
    Set<String> routes = new TreeSet<>();
    for (PublishedContract.Operation operation : PublishedContract.operations()) {
      if (!operation.roles().isEmpty() && !operation.stream()) {
        routes.add(operation.route());
      }
    }
    assertThat(ROUTES).extracting(Row::action).containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void everyActThatIsDecidedHereHasARow() {
    Set<String> acts = new TreeSet<>();
    for (Act act : Act.values()) {
      if (act.isDoneAt(Act.Place.DECISIONS)) {
        acts.add(act.word());
      }
    }
    assertThat(DECISIONS)
        .filteredOn(row -> row.body().startsWith("[{\"op\":\"act\""))
        .extracting(Row::action)
        .containsExactlyInAnyOrderElementsOf(acts);
  }

  @TestFactory
  Stream<DynamicTest> everyRouteByEverybody() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Row row : ROUTES) {
      for (int i = 0; i < ACTORS.size(); i++) {
        String actor = ACTORS.get(i);
        char letter = row.letters().charAt(i);
        tests.add(
            DynamicTest.dynamicTest(
                row.action() + " by " + actor, () -> assertLetter(letter, route(row, actor))));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> everyDecisionByEverybody() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Row row : DECISIONS) {
      for (int i = 0; i < ACTORS.size(); i++) {
        String actor = ACTORS.get(i);
        char letter = row.letters().charAt(i);
        tests.add(
            DynamicTest.dynamicTest(
                row.action() + " by " + actor,
                () ->
                    assertLetter(letter, as(actor).post(path("decisions"), decided(row.body())))));
      }
    }
    return tests.stream();
  }

  private static Caller.Answer route(Row row, String actor) {
    String[] parts = row.action().split(" ", -1);
    String path =
        parts[1]
            .replace("{incident}", incident)
            .replace("{alert}", incident + ".0123456789abcdef")
            .replace("{revision}", "000000000000001." + incident)
            .replace("{webhook}", incident)
            .replace("{client}", "nobody")
            .replace("{rejection}", "000000000000001." + incident)
            .replace("{person}", "pc1201")
            .replace("{device}", device)
            .replace("{form}", "domestic-abuse")
            .replace("{version}", "1")
            .replace("/v1/records/reconciliation", "/v1/records/reconciliation?day=2026-11-29")
            .replace("/v1/rows", "/v1/rows?incidents=" + incident);
    String body =
        row.body().equals("DECISION")
            ? decided("[{\"op\":\"act\",\"act\":\"none\"}]")
            : row.body().contains("FRONTIER")
                ? row.body().replace("FRONTIER", frontier()).replace("OTHER", other)
                : row.body().replace("OTHER", other).replace("INCIDENT", incident);
    return parts[0].equals("GET") ? as(actor).get(path) : as(actor).post(path, body);
  }

  private static String path(String what) {
    return "/v1/incidents/" + incident + '/' + what;
  }

  private static String frontier() {
    return as("insp71").get(path("card")).expect(200).text("frontier").orElseThrow();
  }

  private static String decided(String ops) {
    return "{\"frontier\":\"" + frontier() + "\",\"ops\":" + ops + '}';
  }

  private static Caller as(String actor) {
    return actor.equals("nobody")
        ? Caller.stranger(server.url())
        : Caller.signedIn(server.url(), actor);
  }

  private static void assertLetter(char letter, Caller.Answer answer) {
    String said = answer.status() + " " + answer.body();
    switch (letter) {
      case 'u' -> assertThat(answer.status()).as(said).isEqualTo(401);
      case 'x' -> assertThat(answer.status()).as(said).isEqualTo(403);
      case 'n' -> assertThat(answer.status()).as(said).isEqualTo(404);
      case '-' -> {
        assertThat(answer.status()).as(said).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(incident);
      }
      case 'y' -> {
        assertThat(answer.status()).as(said).isNotIn(401, 403, 404, 405).isLessThan(500);
        if (answer.status() >= 400) {
          assertThat(Optional.of(answer.problem())).isNotEqualTo(Optional.of("moved"));
        }
      }
      default -> throw new IllegalArgumentException("no such letter: " + letter);
    }
  }
}
