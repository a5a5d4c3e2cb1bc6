package uk.seenheard.api;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;

/** What the parts of the server may know of one another, and of the libraries they stand on. */
@AnalyzeClasses(packages = "uk.seenheard.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** A class or whatever stands inside it. */
  private static DescribedPredicate<JavaClass> named(
      String description, DescribedPredicate<JavaClass> outer) {
    return DescribedPredicate.describe(
        description,
        type -> {
          JavaClass top = type;
          while (top.getEnclosingClass().isPresent()) {
            top = top.getEnclosingClass().get();
          }
          return outer.test(top);
        });
  }

  private static final String[] ROOMS_OF_HTTP = {
    "uk.seenheard.api.ground.http..",
    "uk.seenheard.api.ground.contract..",
    "uk.seenheard.api.ground.server.."
  };

  private static final DescribedPredicate<JavaClass> A_DOOR =
      named("a door", assignableTo(Door.class));
  private static final DescribedPredicate<JavaClass> A_MONGO =
      named(
          "a Mongo… behind a port",
          resideInAPackage("uk.seenheard.api..")
              .and(resideOutsideOfPackage("uk.seenheard.api.engine.mongo.."))
              .and(simpleNameStartingWith("Mongo")));

  /** How a value is written as a document: part of the Mongo… beside it. */
  private static final DescribedPredicate<JavaClass> A_DOCUMENT =
      named(
          "a …Document",
          resideInAPackage("uk.seenheard.api..").and(simpleNameEndingWith("Document")));

  /** What puts parts together: the wiring, the ground's core, and a room's {@code XFeature}. */
  private static final DescribedPredicate<JavaClass> WHAT_PUTS_TOGETHER =
      named(
          "Wiring, what opens or audits a log, Core or a Feature",
          equivalentTo(Wiring.class)
              .or(equivalentTo(Opening.class))
              .or(equivalentTo(LogOpening.class))
              .or(equivalentTo(LogAudit.class))
              .or(resideInAPackage("uk.seenheard.api.ground.core"))
              .or(assignableTo(Feature.class)));

  @ArchTest
  static final ArchRule THE_SERVER_KNOWS_NOTHING_OF_THE_HANDSET =
      noClasses().should().dependOnClassesThat().resideInAPackage("uk.seenheard.handset..");

  @ArchTest
  static final ArchRule ONLY_HTTP_AND_DOORS_KNOW_VERTX_WEB =
      noClasses()
          .that(not(A_DOOR))
          .and()
          .resideOutsideOfPackages(ROOMS_OF_HTTP)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.ext.web..");

  /** Below the doors a refusal is a value that knows nothing of HTTP. */
  @ArchTest
  static final ArchRule ONLY_HTTP_AND_DOORS_KNOW_PROBLEMS =
      noClasses()
          .that(not(A_DOOR))
          .and()
          .resideOutsideOfPackages(ROOMS_OF_HTTP)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Problem.class);

  /** Behind the port of document operations, so that the embedded store needs no socket. */
  @ArchTest
  static final ArchRule ONLY_THE_ENGINE_ROOM_KNOWS_THE_DRIVER =
      noClasses()
          .that()
          .resideOutsideOfPackage("uk.seenheard.api.engine.mongo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.mongodb..", "org.reactivestreams..");

  @ArchTest
  static final ArchRule ONLY_WHO_KEEPS_DOCUMENTS_KNOWS_THEIR_VALUES =
      noClasses()
          .that(not(A_MONGO))
          .and(not(A_DOCUMENT))
          .and()
          .resideOutsideOfPackage("uk.seenheard.api.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bson..");

  @ArchTest
  static final ArchRule ONLY_THE_WIRING_CHOOSES_A_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackages("uk.seenheard.api.engine.mongo..", "uk.seenheard.api")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("uk.seenheard.api.engine.mongo..");

  @ArchTest
  static final ArchRule ONLY_FEATURES_CONSTRUCT_WHAT_STANDS_BEHIND_A_PORT =
      noClasses()
          .that(not(WHAT_PUTS_TOGETHER))
          .should()
          .callConstructorWhere(
              DescribedPredicate.<JavaConstructorCall>describe(
                  "a Mongo… is constructed",
                  call ->
                      A_MONGO.test(call.getTargetOwner())
                          && !isPartOf(call.getTargetOwner(), call.getOriginOwner())));

  /** What stands behind a port may be more than one class of its room. */
  private static boolean isPartOf(JavaClass made, JavaClass maker) {
    return A_MONGO.test(maker) && made.getPackageName().equals(maker.getPackageName());
  }

  @ArchTest
  static final ArchRule NOBODY_KNOWS_WHAT_STANDS_BEHIND_A_PORT =
      noClasses()
          .that(not(WHAT_PUTS_TOGETHER))
          .and(not(A_MONGO))
          .and(not(A_DOCUMENT))
          .and()
          .resideOutsideOfPackage("uk.seenheard.api.engine.mongo..")
          .should()
          .dependOnClassesThat(A_MONGO.or(A_DOCUMENT));

  @ArchTest
  static final ArchRule DOORS_ARE_ENTERED_BY_NOBODY_BUT_THEIR_FEATURE =
      noClasses()
          .that(not(WHAT_PUTS_TOGETHER))
          .and(not(named("IdentityDoors", simpleNameEndingWith("IdentityDoors"))))
          .should()
          .accessTargetWhere(
              DescribedPredicate.<JavaAccess<?>>describe(
                  "a door of another class is used",
                  access ->
                      A_DOOR.test(access.getTargetOwner())
                          && !access.getTargetOwner().isEquivalentTo(Door.class)
                          && !top(access.getOriginOwner()).equals(top(access.getTargetOwner()))));

  @ArchTest
  static final ArchRule FEATURES_ARE_NAMED_SO =
      classes().that().implement(Feature.class).should().haveSimpleNameEndingWith("Feature");

  /** A feature meets another one below it in the wings, by what that one hands out. */
  @ArchTest
  static final ArchRule NOBODY_BUT_FEATURES_KNOWS_WHAT_THE_GROUND_OFFERS =
      noClasses()
          .that(not(WHAT_PUTS_TOGETHER))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("uk.seenheard.api.ground.core");

  @ArchTest
  static final ArchRule DOORS_ARE_NAMED_SO =
      classes().that().implement(Door.class).should().haveSimpleNameEndingWith("Door");

  @ArchTest
  static final ArchRule ONLY_WHAT_PUTS_TOGETHER_STARTS_THE_EMBEDDED_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackages("uk.seenheard.api.engine.embedded..", "uk.seenheard.api")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("uk.seenheard.api.engine.embedded..");

  /**
   * The wings, who is served by each, and the one direction in which they know each other: desk and
   * trust stand on partners, those on field, all on the ground, the ground on the engine. Nothing
   * runs up.
   */
  @ArchTest
  static final ArchRule ARROWS_BETWEEN_WINGS_RUN_DOWN =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("uk.seenheard.api..")
          .layer("front")
          .definedBy("uk.seenheard.api")
          .layer("desk")
          .definedBy("uk.seenheard.api.desk..")
          .layer("trust")
          .definedBy("uk.seenheard.api.trust..")
          .layer("partners")
          .definedBy("uk.seenheard.api.partners..")
          .layer("field")
          .definedBy("uk.seenheard.api.field..")
          .layer("ground")
          .definedBy("uk.seenheard.api.ground..")
          .layer("engine")
          .definedBy("uk.seenheard.api.engine..")
          .whereLayer("front")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("desk")
          .mayOnlyBeAccessedByLayers("front")
          .whereLayer("trust")
          .mayOnlyBeAccessedByLayers("front")
          .whereLayer("partners")
          .mayOnlyBeAccessedByLayers("front", "desk", "trust")
          .whereLayer("field")
          .mayOnlyBeAccessedByLayers("front", "desk", "trust", "partners")
          .whereLayer("ground")
          .mayOnlyBeAccessedByLayers("front", "desk", "trust", "partners", "field")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("front", "desk", "trust", "partners", "field", "ground");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_WHAT_PUTS_TOGETHER =
      noClasses()
          .that()
          .resideInAPackage("uk.seenheard.api.(*)..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("uk.seenheard.api");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("uk.seenheard.api.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOBODY_BLOCKS_OR_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackages("uk.seenheard.api.engine.embedded..", "uk.seenheard.api")
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(io.vertx.core.Future.class, "await")
          .orShould()
          .callMethod(java.util.concurrent.CompletableFuture.class, "join")
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  private static JavaClass top(JavaClass type) {
    JavaClass top = type;
    while (top.getEnclosingClass().isPresent()) {
      top = top.getEnclosingClass().get();
    }
    return top;
  }
}
