package uk.seenheard.api.gate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
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

/**
 * The rule, for all three modules, that no text is made, read or compared with the locale of the
 * machine: under one that writes other digits a key sorts elsewhere, under another {@code
 * "id".toUpperCase()} is no "ID".
 */
@AnalyzeClasses(
    packages = {"uk.seenheard.sync", "uk.seenheard.handset", "uk.seenheard.api"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class MachineTextTest {
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

  @ArchTest
  static final ArchRule TEXT_NAMES_ITS_LOCALE =
      noClasses()
          .should()
          .callCodeUnitWhere(
              DescribedPredicate.describe(
                  "a text is formatted, read or changed in case without a locale",
                  MachineTextTest::isWithoutLocale));

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
