package uk.seenheard.officer.device;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.handset.core.FormBook;
import uk.seenheard.handset.core.device.FormFiles;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainDigests;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.prompt.Context;
import uk.seenheard.sync.prompt.Prompts;

/**
 * The forms of a page: those that the server published lie in the store, and there are no files
 * beside it. To read one costs most of what it costs to open an incident, so they are read while a
 * passphrase is typed: a form holds nothing about anybody and lies unsealed.
 */
public final class ReadAhead implements FormFiles {
  private static final String NO_DAY = "1970-01-01";

  /** By their texts: another text is another form. Empty where one cannot be read. */
  private final Map<String, Optional<Form>> read = new HashMap<>();

  /**
   * Reads one form more of those that are likely to be wanted, if there is one.
   *
   * @return whether there was
   */
  public boolean next(Store store) {
    for (String text : FormBook.likely(store)) {
      if (!read.containsKey(text)) {
        read.put(text, form(text));
        return true;
      }
    }
    return false;
  }

  private static Optional<Form> form(String text) {
    try {
      Form form = FormCodec.read((Json.Obj) new PlainJsonReader().read(text));
      // Asked once of nothing: code runs quicker the second time.
      Prompts.of(Fold.of("", List.of(), new PlainDigests()), form, Context.at(0, NO_DAY));
      return Optional.of(form);
    } catch (RuntimeException newer) {
      // Whoever needs it is told by who reads it then.
      return Optional.empty();
    }
  }

  @Override
  public Optional<Form> readAhead(String text) {
    return read.getOrDefault(text, Optional.empty());
  }

  @Override
  public String text(String name) {
    throw new IllegalStateException(
        "This form is not on this phone. Sign in with signal once, which brings the forms.");
  }

  @Override
  public boolean ships() {
    return false;
  }
}
