// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import java.io.ObjectInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house, each with its reason. */
class HouseRulesTest {
    private static final List<String> ROLES =
            List.of("ingest", "forecaster", "scorer", "feedback", "notifier", "replay", "app");

    @SuppressWarnings("NullAway.Init")
    private static JavaClasses house;

    @BeforeAll
    static void read() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.tidewatch");
    }

    @Test
    void rolesDoNotKnowOneAnother() {
        for (String role : ROLES) {
            String[] others = ROLES.stream()
                    .filter(other -> !other.equals(role))
                    .filter(other -> !role.equals("app"))
                    .filter(other -> !(role.equals("replay")
                            && List.of("forecaster", "scorer").contains(other)))
                    .map(other -> "io.tidewatch." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.tidewatch." + role + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .because("each role must be deployable alone; roles meet through topics and tables only")
                    .allowEmptyShould(true)
                    .check(house);
        }
    }

    @Test
    void nothingBelowKnowsWhatStandsAbove() {
        noClasses()
                .that()
                .resideInAnyPackage("io.tidewatch.core..", "io.tidewatch.migrations..", "io.tidewatch.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tidewatch.storage..", "io.tidewatch.testkit..", "io.tidewatch.app..")
                .because("core <- migrations, storage <- roles <- app")
                .check(house);
        noClasses()
                .that()
                .resideInAPackage("io.tidewatch.storage..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROLES.stream()
                        .map(role -> "io.tidewatch." + role + "..")
                        .toArray(String[]::new))
                .because("stores serve roles and know none")
                .check(house);
    }

    @Test
    void theCoreIsPure() {
        classes()
                .that()
                .resideInAPackage("io.tidewatch.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.tidewatch.core..", "java..", "org.jspecify..", "com.google.protobuf..")
                .because("the vocabulary must be usable in any process, test and tool")
                .check(house);
    }

    @Test
    void theDetectorIsPlainJava() {
        noClasses()
                .that()
                .resideInAPackage("io.tidewatch.scorer.detector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "java.sql..", "org.jdbi..", "jakarta..", "io.quarkus..")
                .because("life and replay run the same detector classes")
                .allowEmptyShould(true)
                .check(house);
    }

    @Test
    void modelLibrariesStayInTheForecaster() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tidewatch.forecaster..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("smile..", "org.tribuo..", "org.mlflow..")
                .because("a model library must be replaceable in one module")
                .check(house);
    }

    @Test
    void timeIsAParameter() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("what depends on the wall clock can't be tested or replayed; pass an InstantSource")
                .check(house);
        noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(Thread.class))).and(target(nameMatching("sleep"))))
                .because("a sleeping thread can't be told to stop; wait on a condition or a queue")
                .check(house);
    }

    @Test
    void onlyCommandsWriteToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.tidewatch.app.main..", "io.tidewatch.app.demo..", "..cli..")
                .and()
                .haveSimpleNameNotEndingWith("Command")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("everything else logs")
                .check(house);
    }

    @Test
    void sqlStandsInStorage() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.tidewatch.storage..",
                        "io.tidewatch.migrations..",
                        "io.tidewatch.embedded..",
                        "io.tidewatch.testkit..")
                .should()
                .callMethodWhere(target(owner(assignableTo(Handle.class)))
                        .and(target(
                                nameMatching("create(Query|Update|Script|Call|Batch)|execute|select|prepareBatch"))))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.Statement")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.PreparedStatement")
                .because("one module knows the schema")
                .check(house);
    }

    @Test
    void nobodyReadsSerializedObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .because("deserializing Java objects runs what a stranger wrote")
                .check(house);
    }

    @Test
    void everyEndpointSaysWhoMayCallIt() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .beAnnotatedWith(RolesAllowed.class)
                .orShould()
                .beAnnotatedWith(PermitAll.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(RolesAllowed.class)
                .because("nothing is open by forgetting")
                .check(house);
    }

    @Test
    void dependenciesComeThroughConstructors() {
        noFields()
                .should()
                .beAnnotatedWith(Inject.class)
                .because("an object that a test can make with new needs no container")
                .check(house);
    }
}
