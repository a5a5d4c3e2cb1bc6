package uk.seenheard.handset.android;

import java.lang.reflect.Method;
import org.junit.runners.model.FrameworkMethod;
import org.junit.runners.model.InitializationError;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.internal.SandboxTestRunner;
import org.robolectric.internal.bytecode.Sandbox;

/**
 * Robolectric with Android's framework classes and without an app around them: an app takes a
 * library of {@code androidx.test} that is published at Google's repository alone, and everything
 * here comes from Maven Central. Without one the framework's own SQLite does not start.
 */
public final class FrameworkAlone extends RobolectricTestRunner {
  /** For JUnit. */
  public FrameworkAlone(Class<?> tests) throws InitializationError {
    super(tests);
  }

  @Override
  protected SandboxTestRunner.HelperTestRunner getHelperTestRunner(Class<?> bootstrapped) {
    try {
      return new SandboxTestRunner.HelperTestRunner(bootstrapped);
    } catch (InitializationError wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  @Override
  protected void beforeTest(Sandbox sandbox, FrameworkMethod method, Method bootstrapped) {}

  @Override
  protected void afterTest(FrameworkMethod method, Method bootstrapped) {}

  @Override
  protected void finallyAfterTest(FrameworkMethod method) {}
}
