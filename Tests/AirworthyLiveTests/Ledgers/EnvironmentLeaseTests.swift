import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("The lease of an environment")
struct EnvironmentLeaseTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func lease(
        _ environment: String = "production", run: String = "5f21", patience: Duration = .zero,
        since: Instant = Samples.instant
    ) -> EnvironmentLease {
        EnvironmentLease(
            directory: directory.path, environment: environment,
            holder: LeaseHolder(run: run, process: 42, host: "build-7", since: since), patience: patience)
    }

    private func refusal(_ body: () async throws -> Void) async throws -> Diagnostic? {
        do {
            try await body()
            return nil
        } catch let obstacle as Obstacle {
            return obstacle.diagnostic
        }
    }

    @Test("tokens only grow, whatever the clock says", arguments: [1_000_000, -1_000_000_000])
    func tokens(jump: Int64) async throws {
        for number in 1...3 {
            let lease = lease(since: Samples.instant + .seconds(jump * Int64(number)))
            #expect(try await lease.hold() == FencingToken(number))
            #expect(try await lease.hold() == FencingToken(number), "asked again while it is held")
        }
    }

    @Test("a second holder of one environment is refused and told by whom; of another it is not")
    func exclusive() async throws {
        let first = lease()
        _ = try await first.hold()
        let refused = try #require(try await refusal { _ = try await lease(run: "77aa").hold() })
        #expect(refused.code == "lease-held")
        #expect(refused.message.contains("run 5f21, process 42 on build-7"))
        #expect(try await lease("staging", run: "77aa").hold() == FencingToken(1))
        try await first.check(FencingToken(1))
    }

    @Test("who waits gets it when it is given back, under a higher token")
    func waiting() async throws {
        let waiting = lease(run: "77aa", patience: .seconds(600))
        let token: Task<FencingToken, any Error>
        do {
            let first = lease()
            _ = try await first.hold()
            token = Task { try await waiting.hold() }
            try await Task.sleep(for: .milliseconds(300))
            try await first.check(FencingToken(1))
        }
        #expect(try await token.value == FencingToken(2))
    }

    @Test("whoever stops waiting is refused")
    func cancelled() async throws {
        let first = lease()
        _ = try await first.hold()
        let second = lease(run: "77aa", patience: .seconds(3_600))
        let task = Task { try await second.hold() }
        task.cancel()
        let refused = try await refusal { _ = try await task.value }
        #expect(refused?.code == "lease-held")
        withExtendedLifetime(first) {}
    }

    @Test("a holder whose lock was removed is stale once somebody else has been granted the lease")
    func stale() async throws {
        let first = lease()
        let token = try await first.hold()
        try await first.check(token)
        try FileManager.default.removeItem(atPath: directory.path("production.lock"))
        #expect(try await refusal { try await first.check(token) }?.code == "stale-fencing-token")
        #expect(try await lease(run: "77aa").hold() == FencingToken(2))
        let refused = try #require(try await refusal { try await first.check(token) })
        #expect(refused.code == "stale-fencing-token")
        #expect(refused.notes == ["expected token 1", "found token 2"])
    }

    @Test("a record that cannot be read is not counted anew from one, and a missing one neither")
    func brokenRecord() async throws {
        for number in 1...2 { #expect(try await lease().hold() == FencingToken(number)) }
        try directory.write("{\"token\":0}", to: "production.json")
        #expect(try await refusal { _ = try await lease().hold() }?.code == "lease-broken")
        try FileManager.default.removeItem(atPath: directory.path("production.json"))
        #expect(try await lease().hold() == FencingToken(3))
    }

    @Test("any name of an environment is a file of its own", arguments: ["eu/../../x", "PROD", "", "a b", "é"])
    func names(environment: String) async throws {
        let first = lease(environment)
        #expect(try await first.hold() == FencingToken(1))
        #expect(try await refusal { _ = try await lease(environment).hold() }?.code == "lease-held")
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(files.count == 2 && files.allSatisfy { $0.hasPrefix("environment-") })
    }

    @Test("what a program of ours has in its environment finds it while it runs, and not after")
    func survivors() async throws {
        let key = UUID().uuidString
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sleep")
        process.arguments = ["600"]
        process.environment = [Durability.keyVariable: key]
        try process.run()
        // Starting a program returns when it has begun to be executed, a moment before its environment can be read.
        var found: [Int32] = []
        for _ in 0..<500 where found.isEmpty {
            found = try #require(await SurvivingProcesses.marked(Durability.keyVariable, key))
            if found.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        }
        #expect(found == [process.processIdentifier])
        kill(process.processIdentifier, SIGKILL)
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
        #expect(await SurvivingProcesses.marked(Durability.keyVariable, key) == [])
    }
}
