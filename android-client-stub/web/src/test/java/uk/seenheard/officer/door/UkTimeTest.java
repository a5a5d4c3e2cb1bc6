package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.Chromium;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/** Times on the page are those of the clocks in the United Kingdom, whatever the phone's zone. */
@NeedsChromium
class UkTimeTest {
  private static final ZoneId UK = ZoneId.of("Europe/London");
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmXXX", Locale.ROOT);
  private static final DateTimeFormatter WALL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
  private static final long QUARTER = 15L * 60_000;

  /** Each quarter of an hour about the nights on which clocks change, and moments of a century. */
  private static List<Long> moments() {
    List<Long> moments = new ArrayList<>();
    for (String night : List.of("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z")) {
      long change = Instant.parse(night).toEpochMilli();
      for (int i = -12; i <= 12; i++) {
        moments.add(change + i * QUARTER);
      }
    }
    Random random = new Random(20_261_129);
    long from = Instant.parse("1925-01-01T00:00:00Z").toEpochMilli();
    long to = Instant.parse("2035-01-01T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 400; i++) {
      moments.add(from + Math.floorMod(random.nextLong(), to - from) / 60_000 * 60_000);
    }
    return moments;
  }

  @SuppressWarnings("unchecked")
  private static List<String> each(Page page, String deed, Object given) {
    return (List<String>)
        page.evaluate(
            "async given => { const m = await import('./one/moments.js');"
                + " return given.map(one => String("
                + deed
                + ")); }",
            given);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Pacific/Kiritimati", "Pacific/Honolulu"})
  void momentsAndDaysAreTheLibrarysOfThatZoneFromWhereverThePhoneTakesItselfToBe(String zone)
      throws IOException {
    FakeServer server = new FakeServer();
    try (ShippedFiles files = new ShippedFiles(new ServerOnLoopback(server));
        Chromium chromium = new Chromium(files.url() + "officer/", zone)) {
      chromium.with(
          page -> {
            holds(page);
            asksWhichHourItWas(page);
            return true;
          });
      assertThat(chromium.complaints()).noneMatch(said -> said.startsWith("error"));
    }
    List<String> sent = server.log.stream().map(frame -> frame.content()).toList();
    assertThat(sent)
        .anyMatch(content -> content.contains("2026-10-25T01:30Z"))
        .anyMatch(content -> content.contains("2026-07-01T23:30+01:00"))
        .noneMatch(content -> content.contains("2026-10-25T01:30+01:00"))
        .noneMatch(content -> content.contains("2026-03-29T01:30"));
  }

  private static void holds(Page page) {
    List<Double> given = moments().stream().map(Long::doubleValue).toList();
    List<String> written =
        moments().stream().map(at -> WRITTEN.format(Instant.ofEpochMilli(at).atZone(UK))).toList();
    assertThat(each(page, "m.moment(one)", given)).isEqualTo(written);
    assertThat(each(page, "m.instantOf(one)", written).stream().map(Long::valueOf).toList())
        .isEqualTo(moments());

    List<String> walls =
        moments().stream()
            .flatMap(
                at -> java.util.stream.Stream.of(ZoneOffset.UTC, UK).map(zone -> wall(at, zone)))
            .toList();
    assertThat(each(page, "m.typed(one).map(one => one.value)", walls))
        .isEqualTo(walls.stream().map(UkTimeTest::meant).toList());

    assertThat(
            each(
                page,
                // Where commas stand changes with the browser's version.
                "m.clock(Date.parse(one), Date.parse('2026-11-29T12:00Z')).replaceAll(',', '')",
                List.of(
                    "2026-11-22T23:45Z",
                    "2026-07-01T22:30Z",
                    "2026-10-25T00:30Z",
                    "2026-10-25T01:30Z",
                    "2027-01-01T00:00Z",
                    "none")))
        .containsExactly(
            "Sun 22 Nov 23:45",
            "Wed 1 Jul 23:30",
            "Sun 25 Oct 01:30 BST",
            "Sun 25 Oct 01:30 GMT",
            "Fri 1 Jan 2027 00:00",
            "time not known");
    assertThat(each(page, "m.date(one)", List.of("2026-11-20", "2026-02-29", "20 November")))
        .containsExactly("20 November 2026", "", "");
  }

  private static String wall(long at, ZoneId zone) {
    return WALL.format(Instant.ofEpochMilli(at).atZone(zone));
  }

  /** Every moment at which clocks showed that, the earlier first. */
  private static String meant(String wall) {
    LocalDateTime typed = LocalDateTime.parse(wall);
    List<String> meant = new ArrayList<>();
    for (ZoneOffset offset : UK.getRules().getValidOffsets(typed)) {
      meant.add(WRITTEN.format(typed.atOffset(offset)));
    }
    return String.join(",", meant);
  }

  private static void asksWhichHourItWas(Page page) {
    OfficerPage officer = new OfficerPage(page);
    officer.unlock();
    officer.signIn("amy");
    officer.begin("Domestic abuse", "NM-20261122-0107");
    officer.part("What happened");
    Locator happened = page.locator("[data-field=happened]");
    Locator field = happened.locator("input");

    field.fill("2026-03-29T01:30");
    page.getByText("never showed this time").waitFor();
    field.fill("2026-10-25T01:30");
    happened.getByText("which was it?").waitFor();
    assertThat(happened.locator(".which button").allTextContents())
        .containsExactly(
            "01:30 BST, before the clocks went back", "01:30 GMT, after the clocks went back");
    happened.getByText("01:30 GMT").click();
    happened.locator(".when > span").waitFor();
    assertThat(field.inputValue()).isEqualTo("2026-10-25T01:30");
    assertThat(happened.locator(".when > span").textContent()).isEqualTo("GMT");

    field.fill("2026-07-01T23:30");
    happened.locator(".when > span").waitFor(detached());
    assertThat(field.inputValue()).isEqualTo("2026-07-01T23:30");
    officer.home();
    officer.press("Get what is new");
    officer.truth("Everything is at the force.");
  }

  private static Locator.WaitForOptions detached() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED);
  }
}
