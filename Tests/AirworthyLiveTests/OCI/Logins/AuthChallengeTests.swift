import Testing

@testable import AirworthyLive

@Suite("challenges in WWW-Authenticate")
struct AuthChallengeTests {
    @Test(
        "what registries send is understood",
        arguments: [
            (
                #"Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push""#,
                [
                    ["", "bearer"], ["realm", "https://auth.docker.io/token"], ["scope", "repository:a/b:pull,push"],
                    ["service", "registry.docker.io"],
                ]
            ),
            (#"Basic realm="a \"quoted\" one""#, [["", "basic"], ["realm", #"a "quoted" one"#]]),
            ("basic REALM = x", [["", "basic"], ["realm", "x"]]), ("Negotiate", [["", "negotiate"]]),
            ("Negotiate, Basic realm=x", [["", "negotiate"], ["", "basic"], ["realm", "x"]]),
            (
                #"Basic realm="x", Bearer realm="y" , service=z"#,
                [["", "basic"], ["realm", "x"], ["", "bearer"], ["realm", "y"], ["service", "z"]]
            ),
            ("Bearer realm=a,realm=b", [["", "bearer"], ["realm", "a"]]),
        ] as [(String, [[String]])])
    func understood(header: String, expected: [[String]]) {
        let found = AuthChallenge.all(in: header).flatMap { challenge in
            [["", challenge.scheme]] + challenge.parameters.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
        }
        #expect(found == expected)
    }

    @Test(
        "what cannot be read is no challenge",
        arguments: ["", "   ", #"Bearer realm="never ends"#, "Bearer realm=", #"Bearer realm="a\"#, "=", "\"x\""])
    func unreadable(header: String) {
        #expect(AuthChallenge.all(in: header).isEmpty)
    }

    @Test("a header of any length is read in no time, or not at all")
    func long() {
        #expect(AuthChallenge.all(in: "Bearer " + String(repeating: "a=b,", count: 100_000)).isEmpty)
    }
}
