package uk.seenheard.api.desk.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.Officer;
import uk.seenheard.api.RoleMatrixTest;
import uk.seenheard.api.ground.contract.PublishedContract;
import uk.seenheard.api.partners.footage.Shift;
import uk.seenheard.api.partners.referral.Vale;
import uk.seenheard.sync.codec.Json;

/**
 * The matrix and the pages, held against each other: what somebody may do is offered to them on
 * some page, and what they may not is offered to them on none. A control is what can be pressed,
 * and says which deed it is by {@code data-act}: the operation's id in the contract, or the word of
 * the decision.
 */
@NeedsChromium
class EveryDeedHasAControlTest {
  private static final long HOUR = 3_600_000;

  /** What the matrix lets people do and no page of the desk offers, with the reason. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "POST /v1/devices", "a handset makes itself known",
          "POST /v1/passes", "a handset begins a shift",
          "POST /v1/incidents/{incident}/decisions", "each decision has a row of its own");

  /** The matrix tries it on a notice that nobody has. */
  private static final String ANSWER = "answerNotice";

  /** The deeds of controls that can be pressed, those in what can be opened included. */
  private static final String CONTROLS =
      "() => { document.querySelectorAll('details').forEach((it) => (it.open = true));"
          + " return [...document.querySelectorAll('button[data-act], option[data-act]')]"
          + ".filter((it) => !it.disabled &&"
          + " (it.closest('select') ?? it).checkVisibility({visibilityProperty: true}))"
          + ".map((it) => it.dataset.act); }";

  @TempDir static Path folder;
  private static Shift shift;
  private static Desk desk;
  private static String incident;

  /** One incident in which everything that can be decided waits to be. */
  @BeforeAll
  static void nightComesIn() {
    long now = System.currentTimeMillis();
    long from = now - 5 * HOUR;
    shift =
        new Shift(
            folder.resolve("data"),
            from,
            Map.of("SEENHEARD_REFERRALS", Vale.written(folder).toString()));
    incident = shift.incident("MC-2026-0100");
    String mia = Officer.entry("child");
    String bo = Officer.entry("child");
    shift.writes(
        "pc1201",
        from,
        incident,
        Officer.set("reference", "MC-2026-0100"),
        Officer.set("place", "3 Mill Lane"),
        Officer.add(mia, Json.object().put("name", "Mia").put("estimatedAge", 6).build()),
        Officer.add(bo, Json.object().put("name", "Bo").put("estimatedAge", 2).build()),
        Officer.add(
            Officer.entry("referral"),
            Json.object().put("about", mia).put("kind", "ppn").put("grade", "amber").build()),
        Officer.set(
            mia + "/reason.child-spoken",
            Json.object().put("code", "asleep").put("words", "Fast asleep").build()),
        Officer.add(
            Officer.entry("mark"), Json.object().put("about", mia).put("what", "injury").build()),
        Officer.add(
            Officer.entry("action"),
            Json.object()
                .put("what", "Visit")
                .put("owner", "Ashmere")
                .put("due", "2031-01-01T09:00Z")
                .build()));
    shift.writes("pc1202", from, incident, Officer.set("place", "4 Mill Lane"));
    shift.writes("pc1201", from + 1_000, incident, Officer.act("submit"));
    shift.writes(
        "pc1201",
        from + 1_000,
        shift.incident("MC-2026-0101"),
        Officer.set("place", "9 Weir Street"));
    Caller inspector = Caller.signedIn(shift.url(), "insp71");
    shift.writes("pc1203", from + 2_000, incident, Officer.set("adultsHere", Json.of(2)));
    inspector
        .post("/v1/people/pc1203/revocation", Json.object().put("reason", "left").build())
        .expect(200);
    shift.writes("pc1203", from + HOUR, incident, Officer.set("adultsHere", Json.of(3)));
    Json.Obj join =
        Json.object()
            .put("op", "act")
            .put("act", "same-as")
            .put("about", mia)
            .put("with", Json.object().put("entry", bo).put("reason", "tried").build())
            .build();
    inspector
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put(
                    "frontier",
                    inspector
                        .get("/v1/incidents/" + incident + "/card")
                        .expect(200)
                        .text("frontier")
                        .orElseThrow())
                .put("ops", Json.list(List.of(join)))
                .build())
        .expect(201);
    shift.writes(
        "pc1201",
        from + HOUR + 1_000,
        incident,
        Officer.add(Officer.entry("child"), Json.object().put("name", "Sam").build()),
        Officer.act("submit"));
    shift.clips(Shift.clip("clip-a", from, from + HOUR).put("badge", "pc1201"));
    shift.itIs(now);
    inspector
        .post(
            "/v1/incidents/" + incident + "/footage/links",
            Json.object()
                .put("source", "vault")
                .put("clip", "clip-a")
                .put("linked", true)
                .put("reason", "It is this house")
                .build())
        .expect(200);
    shift.refuses();
    desk = new Desk(shift.url());
  }

  @AfterAll
  static void nightEnds() {
    desk.close();
    shift.close();
  }

  /** The pages, each with what stands there when it is whole. */
  private static Map<String, List<String>> pages(String actor) {
    Map<String, List<String>> pages = new TreeMap<>();
    if (actor.equals("triage1")) {
      return Map.of("/", List.of(".notice"), "/incidents/" + incident, List.of(".notice"));
    }
    if (!actor.startsWith("pc") && !actor.startsWith("ps") && !actor.startsWith("insp")) {
      return Map.of("/", List.of("main h1"), "/overdue", List.of("main h1"));
    }
    boolean decides = !actor.startsWith("pc");
    pages.put("/", List.of(".queue .card"));
    pages.put("/overdue", List.of(".alert"));
    pages.put(
        "/incidents/" + incident,
        decides ? List.of(".child", "sh-linked", ".apart", ".lane") : List.of(".child", ".lane"));
    pages.put("/footage", List.of(".standing .late"));
    if (decides) {
      pages.put("/handsets", List.of("tbody tr"));
      pages.put("/people", List.of(".colleague"));
    }
    if (actor.startsWith("insp")) {
      pages.put("/triage", List.of(".notice"));
      pages.put("/partners", List.of("[data-act=makeClient]"));
    }
    return pages;
  }

  private static Set<String> offered(String actor) {
    Page page = Desk.signIn(desk.tab(1280, 860, ColorScheme.LIGHT), actor);
    Set<String> offered = new TreeSet<>();
    pages(actor)
        .forEach(
            (address, whole) -> {
              page.navigate(address);
              whole.forEach(page::waitForSelector);
              if (whole.contains(".notice")) {
                page.locator(".notice-open").first().click();
                page.waitForSelector(".notice-deeds");
              }
              ((List<?>) page.evaluate(CONTROLS)).forEach(act -> offered.add((String) act));
            });
    return offered;
  }

  private static Set<String> allowed(String actor) {
    Map<String, String> ids = new TreeMap<>();
    PublishedContract.operations().forEach(one -> ids.put(one.route(), one.id()));
    Set<String> allowed = new TreeSet<>(RoleMatrixTest.deedsOf(actor));
    allowed.removeAll(ELSEWHERE.keySet());
    return allowed.stream()
        .map(deed -> ids.getOrDefault(deed, deed))
        .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
  }

  @Test
  void sergeantIsOfferedWhatASergeantMayDoAndNothingElse() {
    assertThat(offered("ps401")).isEqualTo(allowed("ps401"));
  }

  @Test
  @Tag("long")
  void inspectorIsOfferedWhatAnInspectorMayDo() {
    Set<String> allowed = allowed("insp71");
    allowed.add(ANSWER);
    // The matrix tries it on a refusal that nobody has.
    allowed.add("endFootageRefusal");
    assertThat(offered("insp71")).isEqualTo(allowed);
  }

  @Test
  @Tag("long")
  void triageDeskIsOfferedNoticesAndNothingOfTheDesk() {
    Set<String> allowed = allowed("triage1");
    allowed.add(ANSWER);
    assertThat(offered("triage1")).isEqualTo(allowed);
  }

  @Test
  @Tag("long")
  void recipientIsOfferedNothingOfTheDesk() {
    assertThat(offered("hub")).containsExactly("signOut");
  }

  @Test
  @Tag("long")
  void systemIsOfferedItsSubscriptionsAndNothingOfTheDesk() {
    assertThat(offered("records")).containsExactlyInAnyOrder("signOut", "subscribeWebhook");
  }

  @Test
  void officerIsOfferedWhatAnOfficerMayDoAndNothingElse() {
    assertThat(offered("pc1201")).isEqualTo(allowed("pc1201"));
  }
}
