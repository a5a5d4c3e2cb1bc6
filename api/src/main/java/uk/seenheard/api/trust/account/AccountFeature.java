package uk.seenheard.api.trust.account;

import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.acts.LatestKind;
import uk.seenheard.api.ground.clock.Mends;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.People;
import uk.seenheard.api.ground.http.Door;

/** Puts the parts together by which accounts are withdrawn, people moved and absences noted. */
public final class AccountFeature implements Feature {
  private final People people;
  private final Mends mends;
  private final List<Door> doors;

  private AccountFeature(Core core) {
    this.people = core.people();
    this.mends = core.basis().mends();
    mends.onMended(people.revocations()::mended);
    LongSupplier now = core.basis().now();
    ActWriter acts = core.acts();
    this.doors =
        List.of(
            new AccountDoor(people.tokens(), people.force(), acts, now),
            new MoveDoor(people.tokens(), people.force(), acts, now),
            new AbsenceDoor(
                people.tokens(),
                people.force(),
                people.absences(),
                people.moves(),
                acts,
                core.looks(),
                now),
            new ClientDoor(people.tokens(), acts, core.basis().digests(), now));
  }

  /** On the ground. */
  public static AccountFeature of(Core core) {
    return new AccountFeature(core);
  }

  @Override
  public List<Door> doors() {
    return doors;
  }

  @Override
  public List<LatestKind> acts() {
    return List.of(
        PeopleActs.moves(people.moves()),
        PeopleActs.accounts(people.revocations(), mends),
        PeopleActs.absences(people.absences()),
        ClientActs.kind(people.tokens().machines().clients()));
  }
}
