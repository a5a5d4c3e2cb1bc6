package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.text.DateFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The rule, for all three modules, that no text is made, read or compared with the locale of the
 * machine: under one that writes other digits a key sorts elsewhere, under another {@code
 * "id".toUpperCase()} is no "ID".
 */
class MachineTextTest {
  private static final Held HELD =
      Held.of(18, "Machine text made with the machine's locale", MachineTextTest.class);

  private static final Set<String> OF_A_TEXT =
      Set.of("format", "formatted", "toLowerCase", "toUpperCase");
  private static final List<Class<?>> FORMATS =
      List.of(
          Formatter.class,
          Scanner.class,
          NumberFormat.class,
          MessageFormat.class,
          DateFormat.class,
          SimpleDateFormat.class,
          java.text.DecimalFormat.class,
          DateTimeFormatter.class);
  private static final Set<String> MADE =
      Set.of(
          "<init>",
          "ofPattern",
          "getInstance",
          "getIntegerInstance",
          "getNumberInstance",
          "getPercentInstance",
          "getCurrencyInstance",
          "getDateInstance",
          "getTimeInstance",
          "getDateTimeInstance",
          "ofLocalizedDate",
          "ofLocalizedTime",
          "ofLocalizedDateTime");

  @Test
  void everyTextNamesItsLocale() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("uk.seenheard.sync", "uk.seenheard.handset", "uk.seenheard.api");
    for (String module : List.of("sync", "handset", "api")) {
      List<JavaClass> types =
          all.stream()
              .filter(type -> type.getPackageName().startsWith("uk.seenheard." + module))
              .toList();
      assertThat(types).as(module).hasSizeGreaterThan(50);
      HELD.tries(
          "every class of " + module,
          () ->
              assertThat(types)
                  .filteredOn(
                      type ->
                          type.getCodeUnitCallsFromSelf().stream()
                              .anyMatch(MachineTextTest::isWithoutLocale))
                  .isEmpty());
    }
    HELD.walking("every call of 3 modules that makes, reads or compares a text").write();
  }

  @Test
  void theRuleSeesATextWithoutALocale() {
    JavaClass careless = new ClassFileImporter().importClass(Careless.class);
    assertThat(careless.getCodeUnitCallsFromSelf())
        .filteredOn(MachineTextTest::isWithoutLocale)
        .hasSize(3);
  }

  /** What the rule is against. */
  @SuppressWarnings("StringCaseLocaleUsage")
  static final class Careless {
    String said(String text, int number) {
      return String.format("%d", number) + text.toLowerCase() + "%s".formatted(text);
    }
  }

  private static boolean isWithoutLocale(JavaCall<?> call) {
    if (call.getTarget().getRawParameterTypes().stream()
        .anyMatch(type -> type.isEquivalentTo(Locale.class))) {
      return false;
    }
    String name = call.getTarget().getName();
    if (call.getTargetOwner().isEquivalentTo(String.class)) {
      return OF_A_TEXT.contains(name);
    }
    if (name.equals("printf") || name.equals("format")) {
      return call.getTargetOwner().isAssignableTo(java.io.PrintStream.class)
          || call.getTargetOwner().isAssignableTo(java.io.PrintWriter.class);
    }
    return FORMATS.stream().anyMatch(format -> call.getTargetOwner().isEquivalentTo(format))
        && MADE.contains(name);
  }
}
