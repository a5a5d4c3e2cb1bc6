package uk.seenheard.api.ground.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Verdict;

/** Who sees an incident, from what its changes say in the order of the log. */
class AccessRulesTest {
  private static final String A = "ashmere";
  private static final String B = "brackenford";
  private static final Operation WORDS =
      new Operation.SetField(
          new FieldPath("place"), Json.of("here"), List.of(), Optional.empty(), false);

  private final ChangeCodec codec = new ChangeCodec(new JacksonJsonReader(), new JdkDigests());
  private List<Access> access = List.of();
  private long n;

  private static Operation act(String word, String member, String who) {
    Json.Obj with = member.isEmpty() ? Json.EMPTY : Json.object().put(member, who).build();
    return new Operation.Act(word, Optional.empty(), with, List.of(), new Hash("0".repeat(64)));
  }

  private static Operation attend() {
    return act("attend", "", "");
  }

  private AccessRulesTest says(String person, String team, boolean inShift, Operation... ops) {
    return commits(person, team, inShift, false, ops);
  }

  /** Says it on a handset as somebody who supervises that team. */
  private AccessRulesTest leads(String person, String team, Operation... ops) {
    return commits(person, team, true, true, ops);
  }

  private AccessRulesTest commits(
      String person, String team, boolean inShift, boolean supervises, Operation... ops) {
    Change change =
        codec.write(
            new Draft(
                "0190a000-0000-7000-8000-000000000001",
                new FormRef("domestic-abuse", 1),
                person,
                "d1",
                new Hash("1".repeat(64)),
                1,
                "boot",
                1,
                Hlc.ZERO,
                Arrays.asList(ops),
                Hex.of(new byte[16])));
    n++;
    LogEntry entry =
        new LogEntry(
            change.hash(),
            change.incident(),
            person,
            team,
            Verdict.APPLIED,
            Optional.empty(),
            inShift,
            supervises,
            Sealed.NOTHING);
    access = AccessRules.after(access, stored(entry), Optional.of(change));
    return this;
  }

  private StoredChange stored(LogEntry entry) {
    return new StoredChange(
        n, 0, "d1", 1, n, n, false, new ClockReading(1, "boot", 1), entry.hash(), entry);
  }

  /** Something that goes to quarantine. */
  private void keptApart(String person, String team, boolean supervises) {
    n++;
    access =
        AccessRules.inQuarantine(
            access,
            stored(
                new LogEntry(
                    new Hash("0".repeat(64)),
                    "0190a000-0000-7000-8000-000000000001",
                    person,
                    team,
                    Verdict.QUARANTINED,
                    Optional.of("newer"),
                    false,
                    supervises,
                    Sealed.NOTHING)));
  }

  private AccessRulesTest attends(String person, String team) {
    return says(person, team, true, attend());
  }

  private AccessRulesTest decides(String word, String member, String who) {
    return says("ps401", "", false, act(word, member, who));
  }

  private Set<String> see(boolean whole) {
    Set<String> scopes = new TreeSet<>();
    for (Access one : access) {
      if (one.isOpen() && (whole ? one.isWhole() : one.isPart())) {
        scopes.add(one.scope());
      }
    }
    return scopes;
  }

  @Test
  void wordsLetSupervisorsSeeAndNobodyElse() {
    says("pc1", A, true, WORDS);
    assertThat(see(true)).containsExactly("force", "team:" + A);
    assertThat(see(false)).isEmpty();
  }

  @Test
  void whoAttendsWhatTheirTeamAloneHasBegunIsOnIt() {
    says("pc1", A, true, WORDS).attends("pc2", A);
    assertThat(see(true)).containsExactly("force", "person:pc2", "team:" + A);
  }

  @Test
  void whoAttendsTooLateAsks() {
    says("pc1", A, true, WORDS).says("pc2", A, false, attend());
    assertThat(see(true)).containsExactly("force", "team:" + A);
    assertThat(AccessRules.asking(access)).containsExactly("pc2");
  }

  @Test
  void whoAttendsASettledIncidentOfAnotherTeamAsks() {
    attends("pc1", A).decides("return", "note", "which child?").attends("pc2", B);
    assertThat(see(true)).containsExactly("force", "person:pc1", "team:" + A, "team:" + B);
    assertThat(AccessRules.isContested(access)).isFalse();
    assertThat(AccessRules.asking(access)).containsExactly("pc2");
  }

  @Test
  void wordsOfASecondTeamPartThemUntilItIsSaidWhoseItIs() {
    attends("pc1", A).says("pc2", B, true, WORDS);
    assertThat(AccessRules.isContested(access)).isTrue();
    assertThat(see(true)).containsExactly("force", "team:" + A, "team:" + B);
    assertThat(see(false)).containsExactly("part:pc1");
    assertThat(AccessRules.teamsOf(access, "pc1")).containsExactly(A);
    decides("assign", "team", A);
    assertThat(AccessRules.isContested(access)).isFalse();
    assertThat(see(true)).contains("person:pc1");
    assertThat(see(false)).isEmpty();
  }

  @Test
  void aPersonWhoIsGivenAContestedIncidentSeesItAndSettlesNothing() {
    attends("pc1", A).attends("pc2", B).decides("assign", "person", "pc3");
    assertThat(see(true)).contains("person:pc3");
    assertThat(see(false)).containsExactly("part:pc1", "part:pc2");
    assertThat(AccessRules.isContested(access)).isTrue();
  }

  @Test
  void whoIsAttendingStaysOnItWhenItIsGivenToAnotherTeamLater() {
    attends("pc1", A).decides("assign", "team", A).decides("assign", "team", B);
    assertThat(see(true)).contains("person:pc1");
    attends("pc2", B).attends("pc3", A);
    assertThat(see(true)).contains("person:pc2").doesNotContain("person:pc3");
    assertThat(AccessRules.team(access)).isEqualTo(B);
  }

  @Test
  void whatWasTakenFromAPersonTheyDoNotGiveThemselves() {
    List<String> ways = List.of("whole", "part", "never");
    for (String way : ways) {
      access = List.of();
      if (!way.equals("never")) {
        attends("pc1", A);
      }
      if (way.equals("part")) {
        attends("pc2", B);
      }
      decides("unshare", "person", "pc1").says("pc1", A, true, WORDS).attends("pc1", A);
      assertThat(see(true)).as(way).doesNotContain("person:pc1");
      assertThat(see(false)).as(way).doesNotContain("part:pc1");
      assertThat(AccessRules.asking(access)).as(way).containsExactly("pc1");
      decides("share", "person", "pc1");
      assertThat(see(true)).as(way).contains("person:pc1");
      assertThat(AccessRules.asking(access)).as(way).isEmpty();
    }
  }

  @Test
  void whatWasTakenFromATeamItsOfficersDoNotGiveIt() {
    attends("pc1", A).attends("pc2", B).decides("unshare", "team", B);
    says("pc2", B, true, WORDS, attend());
    assertThat(see(true)).doesNotContain("team:" + B);
    keptApart("pc2", B, false);
    assertThat(see(true)).doesNotContain("team:" + B);
    decides("share", "team", B);
    assertThat(see(true)).contains("team:" + B);
  }

  @Test
  void itIsTheTeamsWhoseASupervisorSaysItIsNotWhoseWordsCameFirst() {
    assertThat(AccessRules.team(access)).isEmpty();
    says("pc1", B, true, WORDS).attends("pc2", A).decides("assign", "team", A);
    assertThat(AccessRules.team(access)).isEqualTo(A);
  }

  private boolean decides(String... scopes) {
    return WhoDecides.isDecidedBy(access, Set.of(scopes));
  }

  @Test
  void aSupervisorsWordsOpenNothingThatAnotherTeamHasBegunAndAsk() {
    attends("pc1", A).leads("ps2", B, WORDS);
    assertThat(see(true)).containsExactly("force", "person:pc1", "team:" + A);
    assertThat(AccessRules.isContested(access)).isFalse();
    assertThat(AccessRules.asking(access)).containsExactly("ps2");
    leads("ps2", B, attend());
    keptApart("ps2", B, true);
    assertThat(see(true)).containsExactly("force", "person:pc1", "team:" + A);
    decides("unshare", "person", "ps2").leads("ps2", B, WORDS);
    assertThat(AccessRules.asking(access)).isEmpty();
  }

  @Test
  void aSupervisorsWordsInWhatIsTheirTeamsAreLikeAnybodys() {
    leads("ps1", A, attend());
    assertThat(see(true)).containsExactly("force", "person:ps1", "team:" + A);
    attends("pc2", B).says("pc1", A, true, WORDS).leads("ps1", A, WORDS);
    assertThat(see(true)).containsExactly("force", "team:" + A, "team:" + B);
    assertThat(AccessRules.asking(access)).isEmpty();
  }

  @Test
  void aSupervisorWhoBeganItAloneSeesTheirPartOnceOthersHaveBegun() {
    leads("ps1", A, attend()).attends("pc2", B).leads("ps1", A, WORDS);
    assertThat(see(true)).containsExactly("force", "team:" + B);
    assertThat(see(false)).containsExactly("part:pc2", "part:ps1");
    assertThat(WhoDecides.leading(access)).isEqualTo(B);
    decides("assign", "team", A);
    assertThat(see(true)).contains("person:ps1", "team:" + A);
  }

  @Test
  void itIsDecidedByThoseWhoseItIsNotByThoseWhoOnlySeeIt() {
    attends("pc1", A);
    assertThat(decides("team:" + A)).isTrue();
    decides("assign", "team", A).says("pc2", B, true, WORDS);
    assertThat(see(true)).contains("team:" + B);
    assertThat(decides("team:" + B, "person:ps2")).isFalse();
    assertThat(decides("force")).isTrue();
    decides("share", "person", "ps2");
    assertThat(decides("team:" + B, "person:ps2")).isTrue();
    decides("unshare", "person", "ps2").decides("share", "team", B);
    assertThat(decides("team:" + B)).isTrue();
    decides("unshare", "team", B);
    assertThat(decides("team:" + B)).isFalse();
  }

  @Test
  void attendingIsNoNameByWhichSomebodyDecides() {
    says("pc1", A, true, WORDS).leads("ps1", A, attend()).decides("assign", "team", B);
    assertThat(see(true)).contains("person:ps1", "team:" + A);
    assertThat(decides("team:" + A, "person:ps1")).isFalse();
  }

  @Test
  void whatTwoTeamsBeganIsHandedOnByTheFirst() {
    attends("pc1", A).attends("pc2", B);
    assertThat(decides("team:" + B)).isTrue();
    assertThat(WhoDecides.isHandedOnBy(access, Set.of("team:" + B))).isFalse();
    assertThat(WhoDecides.isHandedOnBy(access, Set.of("team:" + A))).isTrue();
    assertThat(WhoDecides.isHandedOnBy(access, Set.of("force"))).isTrue();
  }

  @Test
  void whatKeptApartWordsAloneOpenIsDecidedByWhoSeesIt() {
    keptApart("pc1", A, false);
    assertThat(decides("team:" + A)).isTrue();
    attends("pc2", B);
    assertThat(decides("team:" + A)).isFalse();
  }

  @Test
  void whoWasOnItAndAskedSinceIsOnItAgainOnceItIsTheirTeamsAgain() {
    attends("pc1", A).attends("pc2", B).decides("assign", "team", B);
    assertThat(AccessRules.asking(access)).containsExactly("pc1");
    assertThat(see(false)).containsExactly("part:pc1");
    decides("assign", "team", A);
    assertThat(AccessRules.asking(access)).isEmpty();
    assertThat(see(true)).contains("person:pc1", "person:pc2");
    assertThat(see(false)).isEmpty();
  }

  @Test
  void whoWasSentAwayIsNotOnItAgainBecauseItIsTheirTeamsAgain() {
    attends("pc1", A).attends("pc2", B).decides("assign", "team", B);
    decides("unshare", "person", "pc1").decides("assign", "team", A);
    assertThat(see(true)).doesNotContain("person:pc1");
    assertThat(see(false)).isEmpty();
  }
}
