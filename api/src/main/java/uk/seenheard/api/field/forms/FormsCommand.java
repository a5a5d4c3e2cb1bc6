package uk.seenheard.api.field.forms;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;
import uk.seenheard.sync.form.BadForm;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.form.ShippedForms;

/** The command {@code forms}: what concerns form files before anybody is asked by them. */
@Command(
    name = "forms",
    mixinStandardHelpOptions = true,
    description = "Checks form files.",
    subcommands = FormsCommand.Check.class)
public final class FormsCommand implements Callable<Integer> {
  private static final int FAULTY = 1;
  private static final long MOST_BYTES = 4L << 20;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = requireNonNull(spec);
    command.commandLine().usage(command.commandLine().getErr());
    return command.exitCodeOnInvalidInput();
  }

  /** The command {@code forms check}. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Names what is wrong with form files, as FILE:LINE: WHERE: REASON.",
        "Ends with 0 when nothing is, with 1 when something is."
      })
  static final class Check implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(
        arity = "0..*",
        paramLabel = "FILE",
        description = "the forms; without any, the part is checked in every form of the product")
    private List<Path> files = List.of();

    @Option(
        names = "--previous",
        paramLabel = "FILE",
        description = "the version before of one of the forms: its ids keep their meaning")
    private List<Path> previous = new ArrayList<>();

    @Option(
        names = "--part",
        paramLabel = "FILE",
        description = "a part that forms share by the file's name, such as force.json")
    private List<Path> parts = new ArrayList<>();

    private final JsonReader json = new JacksonJsonReader();
    private final Map<String, String> names = new HashMap<>();

    @Override
    public Integer call() {
      CommandSpec command = requireNonNull(spec);
      PrintWriter err = command.commandLine().getErr();
      if (files.isEmpty() && parts.isEmpty()) {
        err.println("Name a form file, or a force's part with --part.");
        return command.exitCodeOnInvalidInput();
      }
      List<FormFault> faults = new ArrayList<>();
      try {
        List<FormSource> shared = shared();
        Map<String, Form> before = before(shared);
        if (files.isEmpty()) {
          for (Path part : parts) {
            names.put(ForcePart.NAME, part.toString());
            faults.addAll(ForcePart.faults(text(part), FormShelf::file, json));
          }
        }
        for (Path file : files) {
          FormSource source = source(file);
          faults.addAll(FormCheck.of(source, shared, known(source, before), json));
        }
      } catch (IOException unreadable) {
        err.println("A file cannot be read: " + unreadable.getMessage());
        return FAULTY;
      } catch (BadForm | UnreadableJson unusable) {
        err.println("A file given with --previous is no form: " + unusable.getMessage());
        return FAULTY;
      }
      for (FormFault fault : faults) {
        String file = names.getOrDefault(fault.file(), fault.file() + ".json");
        err.println(new FormFault(file, fault.line(), fault.where(), fault.reason()));
      }
      int checked = files.isEmpty() ? parts.size() : files.size();
      err.println(
          faults.isEmpty()
              ? "Nothing is wrong in " + checked + (checked == 1 ? " file" : " files")
              : faults.size() + (faults.size() == 1 ? " fault" : " faults"));
      return faults.isEmpty() ? 0 : FAULTY;
    }

    /** The parts that ship with the product, each in the given file's words where one is given. */
    private List<FormSource> shared() throws IOException {
      Map<String, FormSource> shared = new LinkedHashMap<>();
      for (String part : ShippedForms.PARTS) {
        shared.put(part, new FormSource(part, FormShelf.file(part + ".json")));
      }
      for (Path part : parts) {
        FormSource source = source(part);
        shared.put(source.name(), source);
      }
      return List.copyOf(shared.values());
    }

    private Map<String, Form> before(List<FormSource> shared) throws IOException {
      Map<String, Json.Obj> known = new HashMap<>();
      for (FormSource part : shared) {
        object(part).ifPresent(read -> known.put(part.name(), read));
      }
      Map<String, Form> before = new HashMap<>();
      for (Path file : previous) {
        FormSource source = new FormSource(file.toString(), text(file));
        Form form =
            FormCodec.read(
                object(source).orElse(Json.EMPTY), part -> Optional.ofNullable(known.get(part)));
        before.put(form.id(), form);
      }
      return before;
    }

    private Optional<Form> known(FormSource source, Map<String, Form> before) {
      try {
        return object(source)
            .flatMap(form -> form.text("id"))
            .flatMap(id -> Optional.ofNullable(before.get(id)));
      } catch (UnreadableJson named) {
        return Optional.empty(); // The check itself names what cannot be read.
      }
    }

    private Optional<Json.Obj> object(FormSource source) {
      return json.read(source.text()) instanceof Json.Obj object
          ? Optional.of(object)
          : Optional.empty();
    }

    private FormSource source(Path file) throws IOException {
      Path last = file.getFileName();
      String name = last == null ? file.toString() : last.toString();
      String id = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
      names.put(id, file.toString());
      return new FormSource(id, text(file));
    }

    private static String text(Path file) throws IOException {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException(file + " is larger than a form can be (" + MOST_BYTES + " bytes)");
      }
      return Files.readString(file);
    }
  }
}
