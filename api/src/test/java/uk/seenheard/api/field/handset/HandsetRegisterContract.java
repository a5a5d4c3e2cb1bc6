package uk.seenheard.api.field.handset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.field.handset.HandsetRegister.Kept;

/** What every {@link HandsetRegister} does. */
abstract class HandsetRegisterContract {
  private static final Handset FIRST =
      Handset.unknown("d1")
          .with(new Handset.Shift("pc1201", "ashmere", 1_000, 9_000))
          .with(new Handset.Contact(2_000, 5, -60_000, 1))
          .with(new Handset.Told(2_000, "in-use", "handset 1.0"))
          .forked(1_500);

  /** The register of a force, in the one store of this test. */
  protected abstract HandsetRegister register(String force) throws Exception;

  private boolean put(String force, Handset line, long revision) throws Exception {
    return register(force).put(List.of(new Kept(line, revision))).await(10, TimeUnit.SECONDS);
  }

  private List<Handset> page(Set<String> scopes, String after, int most) throws Exception {
    return register("marlshire").page(scopes, after, most).await(10, TimeUnit.SECONDS);
  }

  @Test
  void whatIsPutIsFoundWithTheRevisionThatItHas() throws Exception {
    assertThat(put("marlshire", FIRST, 0)).isTrue();
    assertThat(put("marlshire", FIRST.wiped(3_000), 1)).isTrue();
    assertThat(register("marlshire").find(Set.of("d1", "d2")).await(10, TimeUnit.SECONDS))
        .hasSize(1)
        .containsEntry("d1", new Kept(FIRST.wiped(3_000), 2));
  }

  @Test
  void lineThatSomebodyElseHasWrittenSinceStaysAndTheWriterIsTold() throws Exception {
    put("marlshire", FIRST, 0);
    put("marlshire", FIRST.wiped(3_000), 1);
    assertThat(put("marlshire", FIRST, 0)).isFalse();
    assertThat(put("marlshire", FIRST, 1)).isFalse();
    assertThat(page(Set.of("force"), "", 10)).containsExactly(FIRST.wiped(3_000));
  }

  @Test
  void pageHoldsWhatOneOfTheScopesMaySeeOnceAndInOrder() throws Exception {
    Handset other =
        Handset.unknown("d2").with(new Handset.Shift("pc1204", "brackenford", 1_000, 9_000));
    Handset nobodys = Handset.unknown("d3");
    put("marlshire", other, 0);
    put("marlshire", nobodys, 0);
    put("marlshire", FIRST, 0);
    put("elsewhere", Handset.unknown("d0"), 0);
    assertThat(page(Set.of("team:ashmere", "person:ps401"), "", 10)).containsExactly(FIRST);
    assertThat(page(Set.of("team:ashmere", "force"), "", 2)).containsExactly(FIRST, other);
    assertThat(page(Set.of("force"), "d2", 2)).containsExactly(nobodys);
    assertThat(page(Set.of("team:coldwell"), "", 2)).isEmpty();
  }

  @Test
  void oneLineIsShownOnlyWithinItsScope() throws Exception {
    put("marlshire", FIRST, 0);
    assertThat(register("marlshire").one("d1", Set.of("team:ashmere")).await(10, TimeUnit.SECONDS))
        .contains(FIRST);
    assertThat(register("marlshire").one("d1", Set.of("team:coldwell")).await(10, TimeUnit.SECONDS))
        .isEmpty();
  }
}
