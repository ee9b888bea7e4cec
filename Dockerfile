# The operator's image: docker build -t towerforge:0.1.0 .
# Written without a container engine at hand: its Maven command is tried, the image as a whole is not.

FROM eclipse-temurin:17-jdk AS build
WORKDIR /build
COPY . .
# Tests, format and coverage belong to ./mvnw verify.
RUN ./mvnw -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true -pl operator -am \
      package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=target/lib \
 && mkdir /app && cp operator/target/lib/*.jar operator/target/operator-*.jar /app/

FROM eclipse-temurin:17-jre
COPY --from=build /app /app
# The user of the Helm chart; any other works too, nothing is written but /tmp.
USER 65532:65532
# The health port and the metrics port.
EXPOSE 8081 8080
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-cp", "/app/*", "io.towerforge.operator.OperatorMain"]
