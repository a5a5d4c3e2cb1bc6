package uk.seenheard.api.trust.operations;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/** What was thrown, for a log pattern: classes and places, without messages. */
public final class WordlessTrace extends ThrowableHandlingConverter {
  private static final int MAX_FRAMES = 30;
  private static final int MAX_CAUSES = 5;

  @Override
  public String convert(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown == null ? "" : of(thrown) + '\n';
  }

  static String of(IThrowableProxy thrown) {
    StringBuilder out = new StringBuilder();
    @Nullable IThrowableProxy at = thrown;
    for (int cause = 0; at != null && cause < MAX_CAUSES; cause++, at = at.getCause()) {
      out.append(cause == 0 ? "" : "\ncaused by ").append(at.getClassName());
      StackTraceElementProxy[] frames = at.getStackTraceElementProxyArray();
      for (int i = 0; frames != null && i < Math.min(frames.length, MAX_FRAMES); i++) {
        out.append("\n  ").append(frames[i].getSTEAsString());
      }
    }
    return out.toString();
  }
}
