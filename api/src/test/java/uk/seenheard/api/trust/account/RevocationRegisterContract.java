package uk.seenheard.api.trust.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.trust.account.RevocationRegister.Entry;

/** What every {@link RevocationRegister} does. */
abstract class RevocationRegisterContract {
  private static final OptionalLong STANDS = OptionalLong.empty();

  /** The register of a force, in the one store of this test. */
  protected abstract RevocationRegister register(String force);

  private void put(String force, Entry entry) throws Exception {
    register(force).put(entry).await(10, TimeUnit.SECONDS);
  }

  @Test
  void laterWordAboutAPersonReplacesTheEarlierOne() throws Exception {
    put("marlshire", new Entry("pc1201", 5, OptionalLong.of(1_000)));
    put("marlshire", new Entry("pc1202", 6, OptionalLong.of(2_000)));
    put("marlshire", new Entry("pc1201", 9, STANDS));
    assertThat(register("marlshire").all().await(10, TimeUnit.SECONDS))
        .containsExactlyInAnyOrder(
            new Entry("pc1201", 9, STANDS), new Entry("pc1202", 6, OptionalLong.of(2_000)));
  }

  @Test
  void earlierWordThatComesLateAndTheSameWordAgainChangeNothing() throws Exception {
    put("marlshire", new Entry("pc1201", 9, STANDS));
    put("marlshire", new Entry("pc1201", 5, OptionalLong.of(1_000)));
    put("marlshire", new Entry("pc1201", 9, OptionalLong.of(3_000)));
    assertThat(register("marlshire").all().await(10, TimeUnit.SECONDS))
        .containsExactly(new Entry("pc1201", 9, STANDS));
  }

  @Test
  void anotherForcesPeopleAreNotSeen() throws Exception {
    put("marlshire", new Entry("pc1201", 5, OptionalLong.of(1_000)));
    put("marlshire-east", new Entry("pc1201", 7, OptionalLong.of(7_000)));
    assertThat(register("marlshire").all().await(10, TimeUnit.SECONDS))
        .containsExactly(new Entry("pc1201", 5, OptionalLong.of(1_000)));
    assertThat(register("other").all().await(10, TimeUnit.SECONDS)).isEmpty();
  }
}
