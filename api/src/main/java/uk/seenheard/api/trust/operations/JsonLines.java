package uk.seenheard.api.trust.operations;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.JsonEscapeUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Logback's JSON encoder, a line an event, with two differences: key-value pairs are members, and
 * of what was thrown the classes and places are written, never the messages: those may quote what
 * somebody wrote.
 */
public final class JsonLines extends JsonEncoder {

  /** Leaves out what says nothing here, and writes the message as it reads. */
  public JsonLines() {
    setWithSequenceNumber(false);
    setWithNanoseconds(false);
    setWithContext(false);
    setWithMarkers(false);
    setWithMDC(false);
    setWithMessage(false);
    setWithArguments(false);
    setWithFormattedMessage(true);
  }

  @Override
  protected void appendKeyValuePairs(StringBuilder out, ILoggingEvent event) {
    if (event.getKeyValuePairs() == null) {
      return;
    }
    for (KeyValuePair pair : event.getKeyValuePairs()) {
      out.append(',');
      if (pair.value instanceof Integer number) {
        appenderMemberWithIntValue(out, pair.key, number);
      } else if (pair.value instanceof Long number) {
        appenderMemberWithLongValue(out, pair.key, number);
      } else {
        appenderMember(out, pair.key, escaped(String.valueOf(pair.value)));
      }
    }
  }

  @Override
  protected void appendThrowableProxy(
      StringBuilder out, String name, @Nullable IThrowableProxy thrown, boolean separator) {
    if (thrown != null) {
      out.append(',');
      appenderMember(out, name, escaped(WordlessTrace.of(thrown)));
    }
  }

  private static String escaped(String text) {
    return JsonEscapeUtil.jsonEscapeString(text);
  }
}
