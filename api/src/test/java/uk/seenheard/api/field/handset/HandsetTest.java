package uk.seenheard.api.field.handset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How what is heard of a handset, in any order, comes to one line and one state. */
class HandsetTest {
  private static final Handset.Shift EARLY = new Handset.Shift("pc1201", "ashmere", 1_000, 5_000);
  private static final Handset.Shift LATE = new Handset.Shift("pc1202", "ashmere", 6_000, 9_000);
  private static final Handset NEW = Handset.unknown("d1");

  @Test
  void linesMergeToTheSameInAnyOrder() {
    Handset one = NEW.with(EARLY).with(new Handset.Contact(1_500, 9, 10, 1)).forked(1_600);
    Handset other =
        NEW.with(LATE)
            .with(new Handset.Contact(6_500, 0, 20, 2))
            .with(new Handset.Told(6_500, "locked", ""));
    assertThat(one.merged(other))
        .isEqualTo(other.merged(one))
        .isEqualTo(one.merged(other).merged(one));
    assertThat(one.merged(other).contact()).contains(new Handset.Contact(6_500, 0, 20, 2));
    assertThat(one.merged(other).shift()).contains(LATE);
    assertThat(one.merged(other).forkedAt()).isEqualTo(1_600);
  }

  @Test
  void handsetIsInUseUntilItsLeaseIsOver() {
    assertThat(NEW.state(0)).isEqualTo(HandsetState.LOCKED);
    assertThat(NEW.with(EARLY).state(4_999)).isEqualTo(HandsetState.IN_USE);
    assertThat(NEW.with(EARLY).state(5_000)).isEqualTo(HandsetState.LOCKED);
    assertThat(NEW.with(EARLY).with(LATE).state(7_000)).isEqualTo(HandsetState.IN_USE);
  }

  @Test
  void whatItSaysOfItselfHoldsUntilTheNextShift() {
    Handset locked = NEW.with(EARLY).with(new Handset.Told(2_000, "locked", ""));
    assertThat(locked.state(3_000)).isEqualTo(HandsetState.LOCKED);
    assertThat(locked.with(LATE).state(7_000)).isEqualTo(HandsetState.IN_USE);
    assertThat(NEW.with(EARLY).with(new Handset.Told(2_000, "draining", "")).state(3_000))
        .isEqualTo(HandsetState.DRAINING);
  }

  @Test
  void copyIsShownUntilTheNextShiftAndAWipeForGood() {
    assertThat(NEW.with(EARLY).forked(2_000).state(3_000)).isEqualTo(HandsetState.FORKED);
    assertThat(NEW.with(EARLY).forked(2_000).with(LATE).state(7_000))
        .isEqualTo(HandsetState.IN_USE);
    assertThat(NEW.wiped(2_000).with(LATE).state(7_000)).isEqualTo(HandsetState.WIPED);
  }
}
