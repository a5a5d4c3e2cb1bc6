package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      List.of(
          "pc1201", "pc1202", "ps401", "ps402", "insp71", "records", "triage1", "hub", "nobody");

  private static final String RECEIPT =
      "{\"state\":\"decided\",\"at\":1,\"by\":\"Ms Roe, duty worker\",\"code\":\"none\"}";

  /** Route, letters, body; {@code INCIDENT} and {@code ALERT} are filled in. */
  private static final List<Row> ROUTES =
      List.of(
          new Row("POST /v1/sign-out", "yyyyyyyyu", ""),
          new Row("POST /v1/devices", "yyyyyxxxu", "{}"),
          new Row("POST /v1/passes", "yyyyyxxxu", "{}"),
          new Row("POST /v1/people/{person}/revocation", "xxxxyxxxu", "{}"),
          new Row("POST /v1/people/{person}/reinstatement", "xxxxyxxxu", "{}"),
          new Row("POST /v1/people/{person}/move", "xxxxyxxxu", "{}"),
          new Row("GET /v1/handsets", "xxyyyxxxu", ""),
          new Row(
              "POST /v1/handsets/{device}/orders",
              "xxynyxxxu",
              "{\"order\":\"unlock\",\"reason\":\"r\"}"),
          new Row("GET /v1/sync/pull", "y-y-y-xxu", ""),
          new Row("GET /v1/sync/incidents", "yyyyyyxxu", ""),
          new Row("GET /v1/sync/incidents/{incident}", "ynynynxxu", ""),
          new Row("GET /v1/incidents", "y-y-yxxxu", ""),
          new Row("GET /v1/rows", "y-y-yxxxu", ""),
          new Row("POST /v1/search", "y-y-yxxxu", "{\"words\":\"mill lane\"}"),
          new Row(
              "POST /v1/disclosures",
              "xxynyxxxu",
              "{\"how\":\"printed\",\"incidents\":[\"INCIDENT\"]}"),
          new Row("GET /v1/people", "xxyyyxxxu", ""),
          new Row("GET /v1/incidents/{incident}", "ynynyxxxu", ""),
          new Row("GET /v1/incidents/{incident}/card", "ynynyxxxu", ""),
          new Row("GET /v1/incidents/{incident}/history", "ynynyxxxu", ""),
          new Row("GET /v1/incidents/{incident}/quarantine", "xxynyxxxu", ""),
          new Row("POST /v1/incidents/{incident}/decisions", "xxynyxxxu", "DECISION"),
          new Row("GET /v1/incidents/{incident}/twins", "ynynyxxxu", ""),
          new Row(
              "POST /v1/incidents/{incident}/links",
              "xxynyxxxu",
              "{\"other\":\"OTHER\",\"same\":false,\"reason\":\"r\"}"),
          // Of somebody who wrote nothing here: whoever may is told so.
          new Row(
              "POST /v1/incidents/{incident}/misplaced",
              "xxynyxxxu",
              "{\"frontier\":\"FRONTIER\",\"belongs\":\"OTHER\",\"author\":\"nobody\",\"reason\":\"r\"}"),
          // Without a reason: what may erase is asked for one, and nothing is erased here.
          new Row("POST /v1/incidents/{incident}/erasure", "xxxxyxxxu", "{}"),
          new Row("GET /v1/overdue", "yyyyyxxxu", ""),
          new Row("GET /v1/chase", "yyyyyxxxu", ""),
          new Row("GET /v1/acts", "yyyyyyxxu", ""),
          new Row("POST /v1/alerts/{alert}/acknowledgement", "ynynyxxxu", "{}"),
          new Row("POST /v1/alerts/{alert}/end", "xxynyxxxu", "{\"reason\":\"r\"}"),
          new Row("GET /v1/absences", "xxyyyxxxu", ""),
          new Row("POST /v1/people/{person}/absence", "xxyxyxxxu", absence()),
          new Row(
              "POST /v1/people/{person}/handover",
              "xxyxyxxxu",
              "{\"to\":\"pc1203\",\"reason\":\"r\"}"),
          new Row("GET /v1/measures", "xxyyyxxxu", ""),
          new Row("GET /v1/measures.csv", "xxyyyxxxu", ""),
          new Row("GET /v1/measures/incidents", "xxyyyxxxu", ""),
          new Row("GET /v1/forms", "yyyyyyxxu", ""),
          new Row("GET /v1/forms/{form}/{version}", "yyyyyyxxu", ""),
          new Row("GET /v1/records/revisions", "xxxxxyxxu", ""),
          new Row("GET /v1/records/revisions/{revision}", "xxxxxnxxu", ""),
          new Row("GET /v1/records/reconciliation", "xxxxxyxxu", ""),
          new Row("POST /v1/records/acknowledgements", "xxxxxyxxu", "{}"),
          new Row("POST /v1/records/outcomes", "xxxxxyxxu", "{}"),
          new Row("GET /v1/records/rejections", "xxxxyyxxu", ""),
          new Row("POST /v1/records/rejections/{rejection}/end", "xxxxnxxxu", "{\"reason\":\"r\"}"),
          new Row("GET /v1/clients", "xxxxyxxxu", ""),
          new Row("POST /v1/clients", "xxxxyxxxu", "{}"),
          new Row("POST /v1/clients/{client}/secret", "xxxxnxxxu", ""),
          new Row("POST /v1/clients/{client}/end", "xxxxnxxxu", "{\"reason\":\"r\"}"),
          new Row("GET /v1/webhooks", "xxxxyyxyu", ""),
          new Row("POST /v1/webhooks", "xxxxxyxyu", "{}"),
          new Row("POST /v1/webhooks/{webhook}/secret", "xxxxxnxnu", ""),
          new Row("POST /v1/webhooks/{webhook}/replay", "xxxxxnxnu", "{\"from\":1}"),
          new Row("POST /v1/webhooks/{webhook}/end", "xxxxnnxnu", "{\"reason\":\"r\"}"),
          new Row("GET /v1/feeds/referrals", "xxxxxxxyu", ""),
          new Row("GET /v1/referrals", "xxxxyxyxu", ""),
          // Of a notice that nobody has: whoever may is told so.
          new Row("GET /v1/referrals/{referral}/package", "xxxxnxnnu", ""),
          new Row("GET /v1/referrals/{referral}/package.pdf", "xxxxnxnnu", ""),
          new Row("POST /v1/referrals/{referral}/receipts", "nnnnnxnnu", RECEIPT),
          new Row(
              "POST /v1/referrals/{referral}/triage",
              "xxxxyxyxu",
              "{\"route\":\"none\",\"grade\":\"red\"}"),
          new Row(
              "POST /v1/referrals/{referral}/challenge",
              "xxxxnxnxu",
              "{\"level\":1,\"why\":\"It is not what happened\"}"),
          new Row("POST /v1/referrals/{referral}/end", "xxxxnxnxu", "{\"reason\":\"r\"}"),
          new Row("POST /v1/footage/clips", "xxxxxyxxu", "{\"items\":[{}]}"),
          new Row("POST /v1/footage/carried", "xxxxxyxxu", "{\"items\":[{}]}"),
          new Row("GET /v1/incidents/{incident}/footage", "ynynyxxxu", ""),
          new Row(
              "POST /v1/incidents/{incident}/footage/links",
              "xxynyxxxu",
              "{\"source\":\"vault\",\"clip\":\"none\",\"linked\":false,\"reason\":\"r\"}"),
          new Row(
              "POST /v1/incidents/{incident}/footage/openings",
              "ynynyxxxu",
              "{\"source\":\"vault\",\"clip\":\"none\"}"),
          new Row(
              "POST /v1/incidents/{incident}/footage/places",
              "xxynyxxxu",
              "{\"source\":\"vault\",\"clip\":\"none\",\"about\":\"statement/none\",\"reason\":\"r\"}"),
          new Row(
              "POST /v1/incidents/{incident}/footage/relevance",
              "xxynyxxxu",
              "{\"source\":\"vault\",\"clip\":\"none\",\"relevant\":\"no\"}"),
          new Row(
              "POST /v1/incidents/{incident}/footage/disclosures",
              "xxynyxxxu",
              "{\"source\":\"vault\",\"clip\":\"none\",\"to\":\"cps\",\"purpose\":\"p\",\"basis\":\"b\"}"),
          new Row("GET /v1/incidents/{incident}/footage.csv", "xxynyxxxu", ""),
          new Row("GET /v1/footage/standing", "yyyyyxxxu", ""),
          new Row("GET /v1/footage/wishes", "xxxxxyxxu", ""),
          new Row("POST /v1/footage/wishes/outcomes", "xxxxxyxxu", "{}"),
          new Row("POST /v1/footage/wishes/{wish}/end", "xxxxnxxxu", "{\"reason\":\"r\"}"),
          // Without a reason: nothing is erased here.
          new Row("POST /v1/footage/erasures", "xxxxyxxxu", "{}"),
          new Row("POST /v1/footage/snapshots", "xxxxxyxxu", "{}"),
          new Row("GET /v1/footage/reconciliation", "xxxxxyxxu", ""),
          new Row("POST /v1/footage/axon", "xxxxxyxxu", "{}"),
          new Row("GET /v1/footage/axon.csv", "xxxxxyxxu", ""));

  private static final String CHILD = entry("child");

  /**
   * Every decision and everything a supervisor writes into the record; that it cannot be made as it
   * stands is no refusal of role.
   */
  private static final List<Row> DECISIONS =
      List.of(
          decision("xxynyxxxu", "return", "{\"note\":\"n\"}"),
          decision("xxynyxxxu", "decide-nudged", "{\"words\":\"w\"}"),
          decision("xxynyxxxu", "authorise", "{}"),
          decision("xxynyxxxu", "accept-reason", "{}"),
          decision("xxynyxxxu", "refuse-reason", "{}"),
          decision("xxynyxxxu", "same-as", "{}"),
          decision("xxynyxxxu", "separate", "{}"),
          decision("xxynyxxxu", "share", "{\"person\":\"pc1203\"}"),
          decision("xxynyxxxu", "unshare", "{\"person\":\"pc1203\"}"),
          decision("xxynyxxxu", "assign", "{\"person\":\"pc1203\"}"),
          decision("xxynyxxxu", "release", "{}"),
          decision("xxynyxxxu", "dismiss", "{}"),
          decision("xxynyxxxu", "acknowledge", "{\"what\":\"w\"}"),
          decision(
              "xxxnyxxxu", "decide-protection", "{\"decision\":\"authorised\",\"grounds\":\"g\"}"),
          written(
              "xxynyxxxu", "set", "\"at\":\"place\",\"value\":\"4 Mill Lane\",\"reason\":\"r\""),
          written(
              "xxynyxxxu",
              "add",
              "\"at\":\""
                  + entry("action")
                  + "\",\"value\":{\"what\":\"w\",\"owner\":\"o\",\"due\":\"2030-01-01T09:00Z\"}"),
          written("xxynyxxxu", "strike", "\"at\":\"" + CHILD + "\",\"reason\":\"r\""));

  private static final Map<String, Caller> SIGNED_IN = new HashMap<>();

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
            .replace("{wish}", "000000000000001." + incident)
            .replace("{referral}", incident + ".0190c0de-0000-7000-8000-000000000001")
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
    // Whoever signs out does so of a login of its own: all others go on with theirs.
    boolean leaves = path.equals("/v1/sign-out") && !actor.equals("nobody");
    Caller by = leaves ? Caller.signedIn(server.url(), actor) : as(actor);
    return parts[0].equals("GET") ? by.get(path) : by.post(path, body);
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
        : SIGNED_IN.computeIfAbsent(actor, person -> Caller.signedIn(server.url(), person));
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
