package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;
import static uk.seenheard.api.partners.referral.ValeForce.CHILD;
import static uk.seenheard.api.partners.referral.ValeForce.NOTICE;
import static uk.seenheard.api.partners.referral.ValeForce.name;
import static uk.seenheard.api.partners.referral.ValeForce.until;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** whose a notice is, where the force has neighbours, and schools share a name. */
class WhoGetsItHttpTest {
  private static final String TWO_SCHOOLS =
      "\"recipients\": [{\"id\": \"hill-moor\", \"kind\": \"school\", \"name\": \"Hill Primary\","
          + " \"urn\": \"900002\", \"area\": \"moor\","
          + " \"channels\": [{\"kind\": \"phone\", \"address\": \"01632 960006\"}]},";

  @TempDir Path folder;
  private ValeForce force;

  @BeforeEach
  void open() throws IOException {
    force = new ValeForce(folder, Vale.FILE.replace("\"recipients\": [", TWO_SCHOOLS), Map.of());
  }

  @AfterEach
  void stop() {
    force.close();
  }

  /** To whom a notice of a kind goes, and why somebody has to choose. */
  private Json.Obj line(String kind, Operation... besides) {
    String notice = entry("referral");
    List<Operation> all = new ArrayList<>(List.of(besides));
    all.add(add(notice, Json.object().put("about", CHILD).put("kind", kind).build()));
    String incident = force.record(all.toArray(Operation[]::new));
    return until(() -> force.line(name(incident, notice)));
  }

  private void isFor(Json.Obj line, String... recipients) {
    assertThat(line.items("recipients"))
        .containsExactly(List.of(recipients).stream().map(Json::of).toArray(Json[]::new));
    if (recipients.length == 0) {
      assertThat(line.items("forAPerson")).as("a person is told").hasSize(1);
    }
  }

  @Test
  void whereItHappenedSaysNothingOfAChildWhoLivesElsewhere() {
    isFor(
        line("ppn", set("place", "The green, Moorside"), set(CHILD + "/address", "1 Vale Street")),
        "hub");
    isFor(line("ppn", set("place", "The green, Moorside"), set(CHILD + "/livesHere", "no")));
  }

  @Test
  void aChildWhoLivesWhereItHappenedLivesInThatArea() {
    isFor(line("ppn", set("place", "12 Long Lane, Moorside")), "moor-hub");
    isFor(line("ppn", set("place", "12 Elm Row")), "hub");
  }

  @Test
  void anAddressThatNamesTwoAreasIsForAPersonUnlessAnAuthorityIsNamed() {
    isFor(line("ppn", set(CHILD + "/address", "4 Moor Lane, Vale")));
    isFor(line("ppn", set("place", "4 Moor Lane, Vale")));
    isFor(
        line(
            "ppn",
            set(CHILD + "/address", "4 Moor Lane, Vale"),
            set(CHILD + "/authorities", "Vale Council")),
        "hub");
    isFor(line("ppn", set(CHILD + "/authorities", "Vale, hosted by Moor")), "moor-hub", "hub");
  }

  @Test
  void aChildOfAnotherForcesAreaIsThatForcesAndNeverThisOnes() {
    isFor(
        line(
            "encompass-force",
            set(CHILD + "/otherForce", "yes"),
            set(CHILD + "/address", "4 Long Lane, Moorside")),
        "moor-force");
    isFor(line("encompass-force", set(CHILD + "/otherForce", "yes")));
  }

  @Test
  void aHomeEducatedChildsAuthorityIsTheOneWhereTheChildLives() {
    isFor(line("encompass-authority", set(CHILD + "/setting", "home-educated")), "vale-authority");
    isFor(
        line(
            "encompass-authority",
            set(CHILD + "/setting", "home-educated"),
            set(CHILD + "/address", "4 Long Lane, Moorside")));
  }

  private Json.Obj school(Json.Builder of, Operation... besides) {
    String child = entry("child");
    String notice = entry("referral");
    List<Operation> all = new ArrayList<>();
    all.add(add(child, of.put("name", "Robin").build()));
    for (Operation one : besides) {
      all.add(one);
    }
    all.add(add(notice, Json.object().put("about", child).put("kind", "encompass").build()));
    String incident = force.record(all.toArray(Operation[]::new));
    return until(() -> force.line(name(incident, notice)));
  }

  private static Json.Builder at(String school) {
    return Json.object().put("school", school);
  }

  @Test
  void aSchoolIsFoundByItsNameInTheChildsAreaOrByItsNumberOrByAPerson() {
    isFor(school(at("hill primary")), "hill");
    isFor(school(at("Hill Primary").put("address", "4 Long Lane, Moorside")), "hill-moor");
    isFor(school(at("900002")), "hill-moor");
    isFor(school(at("Hill Primary").put("otherForce", "yes")));
    isFor(school(at("none")));
    isFor(school(Json.object()));
    isFor(line("encompass", set(CHILD + "/school", "Moor Primary"))); // beside another one
  }

  @Test
  void aNoticeThatIsForNobodyKnownIsStillThereWhenItWasAuthorised() {
    String incident = force.authorised(set(CHILD + "/otherForce", "yes"));
    isFor(until(() -> force.line(name(incident, NOTICE))));
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
  }
}
