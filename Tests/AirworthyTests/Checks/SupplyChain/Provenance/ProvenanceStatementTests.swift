import Testing
import Trust

@testable import Airworthy

@Suite("Provenance statements")
struct ProvenanceStatementTests {
    typealias Specimen = ProvenanceSpecimen

    func read(_ predicate: JSON?, _ type: String = ProvenanceStatement.version1) throws -> ProvenanceStatement {
        try ProvenanceStatement(Specimen.statement(predicate, type: type))
    }

    func read02(_ predicate: JSON?) throws -> ProvenanceStatement {
        try read(predicate, ProvenanceStatement.version02)
    }

    static let web = RepositoryURI.locate(ProvenanceSpecimen.repository)?.repository

    @Test(
        "GitHub and npm: repository and ref of the workflow, the commit from the dependencies",
        arguments: [ProvenanceSpecimen.workflowType, ProvenanceSpecimen.npmType])
    func workflow(_ buildType: String) throws {
        let statement = try read(Specimen.gitHub(buildType: buildType))
        #expect(statement.builderID == Specimen.hosted)
        #expect(statement.buildType == buildType)
        #expect(statement.sources.map(\.repository) == [Self.web])
        #expect(statement.sources.map(\.ref) == ["refs/tags/v13.0.30"])
        #expect(statement.revisions == [Specimen.commit])
        #expect(statement.finished == "2026-11-20T08:00:00Z")
    }

    @Test(
        "v0.2: the generator and npm name the configuration's source, whatever the build type",
        arguments: [ProvenanceSpecimen.generatorType, "https://github.com/npm/cli/gha/v2", "https://example.com/any"])
    func configSource(_ buildType: String) throws {
        let statement = try read02(
            Specimen.version02(buildType: buildType, finished: "2026-11-20T08:00:00Z"))
        #expect(statement.title == "SLSA v0.2")
        #expect(statement.sources.map(\.repository) == [Self.web])
        #expect(statement.sources.map(\.ref) == ["refs/tags/v13.0.30"])
        #expect(statement.revisions == [Specimen.commit])
        #expect(statement.finished == "2026-11-20T08:00:00Z")
    }

    @Test("slsa-github-generator v1: the source is a descriptor with the commit")
    func descriptor() throws {
        let source: JSON = [
            "uri": "git+https://github.com/acme/web@refs/heads/main", "digest": ["sha1": .string(Specimen.commit)],
        ]
        let statement = try read(
            Specimen.version1(buildType: Specimen.delegatorType, parameters: ["source": source, "inputs": ["a": "b"]]))
        #expect(statement.sources.map(\.ref) == ["refs/heads/main"])
        #expect(statement.revisions == [Specimen.commit])
        #expect(statement.parameters == ["source": source, "inputs": ["a": "b"]])
    }

    @Test("Google Cloud Build: the configuration and what is built are both sources")
    func cloudBuild() throws {
        let config: JSON = ["repository": "git+https://github.com/acme/config", "ref": "refs/heads/main", "path": "x"]
        let built: JSON = ["repository": "https://github.com/acme/web", "ref": "refs/heads/main"]
        let statement = try read(
            Specimen.version1(
                buildType: Specimen.cloudBuildType, parameters: ["buildConfigSource": config, "sourceToBuild": built],
                materials: [Specimen.material("git+https://github.com/acme/web@refs/heads/main", Specimen.commit)]))
        #expect(
            statement.sources.map { $0.repository?.description } == [
                "https://github.com/acme/config", "https://github.com/acme/web",
            ])
        // Nothing is known of the configuration's commit, so nothing is known of the build's.
        #expect(statement.revisions == [])
    }

    @Test("of a build type nobody knows, no source is guessed")
    func unknownBuildType() throws {
        let statement = try read(Specimen.gitHub(buildType: "https://example.com/build/v1"))
        #expect(statement.sources.isEmpty)
        #expect(statement.revisions.isEmpty)
    }

    @Test("what GitHub was told when the workflow was started by hand stands under `inputs`")
    func inputs() throws {
        func environment(_ event: String) -> JSON {
            [
                "github_event_name": .string(event),
                "github_event_payload": ["inputs": ["release": "0.1.0", "count": "123"]],
            ]
        }
        let started = try read02(Specimen.version02(environment: environment("workflow_dispatch")))
        #expect(started.parameters == ["inputs": ["release": "0.1.0", "count": "123"]])
        #expect(try read02(Specimen.version02(environment: environment("push"))).parameters == [:])
        let foreign = Specimen.version02(
            buildType: "https://example.com/any", environment: environment("workflow_dispatch"))
        #expect(try read02(foreign).parameters == [:])
        let own = Specimen.version02(parameters: ["inputs": "mine"], environment: environment("workflow_dispatch"))
        #expect(try read02(own).parameters == ["inputs": "mine"])
        #expect(try read02(Specimen.version02(parameters: nil)).parameters == [:])
        #expect(try read02(Specimen.version02(parameters: ["a"])).parameters == ["": ["a"]])
    }

    static let faulty: [(type: String, predicate: JSON?, pointer: String)] = [
        (ProvenanceStatement.version1, nil, "/predicate"),
        (ProvenanceStatement.version1, [:], "/predicate"),
        (ProvenanceStatement.version1, ["buildDefinition": [:], "runDetails": [:]], "/predicate/buildDefinition"),
        (ProvenanceStatement.version1, ["buildDefinition": "x", "runDetails": [:]], "/predicate/buildDefinition"),
        (ProvenanceStatement.version02, ["builder": [:], "buildType": "x"], "/predicate/builder"),
        (ProvenanceStatement.version02, ["builder": ["id": ""], "buildType": "x"], "/predicate/builder"),
        (ProvenanceStatement.version02, ["builder": ["id": 1], "buildType": "x"], "/predicate/builder/id"),
        (ProvenanceStatement.version02, ["builder": ["id": "x"]], "/predicate"),
        (
            ProvenanceStatement.version02, ["builder": ["id": "x"], "buildType": "y", "materials": ["z"]],
            "/predicate/materials/0"
        ),
    ]

    @Test("what the version requires and is not there is a fault with its place", arguments: faulty.indices)
    func faults(_ index: Int) throws {
        let (type, predicate, pointer) = Self.faulty[index]
        let statement = try Specimen.statement(predicate, type: type)
        do throws(PredicateFault) {
            _ = try ProvenanceStatement(statement)
            Issue.record("it was read")
        } catch {
            #expect(error.pointer == pointer)
        }
    }
}
