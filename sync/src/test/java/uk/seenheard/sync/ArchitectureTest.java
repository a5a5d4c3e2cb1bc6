package uk.seenheard.sync;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * What this module may know: the part of {@code java.*} that Android and a browser have too, and
 * nothing that looks at a clock, a disk, a network, another thread or chance.
 */
@AnalyzeClasses(
    packages = "uk.seenheard.sync",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Set<String> NEVER =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.Scanner",
          "java.util.Calendar",
          "java.util.GregorianCalendar",
          "java.util.Date",
          "java.util.TimeZone",
          "java.util.ServiceLoader",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.Runtime",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ClassLoader",
          "java.time.Clock",
          "java.time.ZoneId",
          "java.time.ZoneOffset",
          "java.time.ZonedDateTime",
          "java.time.OffsetDateTime");

  private static final Set<String> PATTERNS =
      Set.of("split", "matches", "replaceAll", "replaceFirst", "format", "formatted");

  @ArchTest
  static final ArchRule KNOWS_NOBODY =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "uk.seenheard.sync..",
                  "java.lang",
                  "java.lang.annotation",
                  "java.lang.invoke",
                  "java.lang.runtime",
                  "java.math",
                  "java.time",
                  "java.util",
                  "java.util.function",
                  "java.util.stream",
                  "org.jspecify.annotations"));

  @ArchTest
  static final ArchRule NO_CLOCK_CHANCE_OR_THREAD =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "look at a clock, at chance or at other threads",
                  (JavaClass type) -> NEVER.contains(type.getName())));

  @ArchTest
  static final ArchRule NO_HIDDEN_CLOCK =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "reads a clock, chance or the surroundings",
                  (JavaMethodCall call) -> {
                    String owner = call.getTargetOwner().getName();
                    String name = call.getName();
                    return name.equals("now") && owner.startsWith("java.time.")
                        || owner.equals("java.lang.System")
                            && !Set.of("arraycopy", "identityHashCode").contains(name)
                        || owner.equals("java.lang.Math") && name.equals("random")
                        || owner.equals("java.util.UUID") && name.equals("randomUUID")
                        || owner.equals("java.util.Locale") && name.equals("getDefault");
                  }));

  /** A browser's translation of the library makes other bytes of a text: {@code Utf8} does it. */
  @ArchTest
  static final ArchRule BYTES_OF_A_TEXT_ARE_OUR_OWN =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "turns a text into bytes by the library",
                  (JavaMethodCall call) ->
                      call.getTargetOwner().getName().equals("java.lang.String")
                          && call.getName().equals("getBytes")));

  /** In a browser the library's patterns are a seventh of all that an officer's phone loads. */
  @ArchTest
  static final ArchRule NO_PATTERN_IS_MATCHED =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "matches or formats a text by a pattern",
                  (JavaMethodCall call) ->
                      call.getTargetOwner().getName().equals("java.lang.String")
                          && PATTERNS.contains(call.getName())));

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("uk.seenheard.sync.(*)..").should().beFreeOfCycles();
}
