import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Importing a gossfile")
struct GossImportTests {
    private func imported(_ text: String) throws(InputError) -> ChecklistImport {
        try ChecklistImport(Array(text.utf8), name: "goss.yaml", from: .goss)
    }

    /// The steps of what came of it, as the loader reads them.
    private func steps(_ text: String) throws -> [Step] {
        let imported = try imported(text)
        return try ChecklistLoader.load(Array(imported.text.utf8), source: "imported.yaml").steps.array
    }

    private func line(_ text: String) throws -> [String] {
        try steps(text).map { step in
            var fields = try FieldReader(try #require(step.arguments), as: "with")
            let words = [try fields.optionalString("program") ?? step.uses] + (try fields.optionalStrings("args") ?? [])
            let rest = ["expect", "proof", "url", "live", "sha256"].compactMap { key in
                fields.node(key).map { "\(key): \(Self.flow($0))" }
            }
            return (words + rest).joined(separator: " ")
        }
    }

    private static func flow(_ node: YAMLNode) -> String {
        switch node {
        case .scalar(let text, _, _): text
        case .sequence(let elements, _): "[" + elements.map(flow).joined(separator: ", ") + "]"
        case .mapping(let members, _):
            "{" + members.map { "\($0.key): \(flow($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    private static let carried: [(String, [String])] = [
        ("file: {/etc/hosts: {exists: true}}", ["test -e /etc/hosts proof: exit"]),
        (
            "file: {/tmp/x: {exists: false, contains: []}}",
            ["stat /tmp/x expect: {exit: 1, errors: {contains: [: No such file or directory]}}"]
        ),
        (
            "file: {/etc/hosts: {exists: true, mode: \"0644\", owner: root, filetype: file}}",
            [
                "find /etc/hosts -maxdepth 0 -type f expect: {output: {lines: [/etc/hosts]}}",
                "stat -c %a %U /etc/hosts expect: {output: {equals: 644 root}}",
            ]
        ),
        (
            "file: {/dev/null: {filetype: character-device}}",
            ["find /dev/null -maxdepth 0 -type c expect: {output: {lines: [/dev/null]}}"]
        ),
        (
            "file: {/f: {sha512: \(String(repeating: "b", count: 128))}}",
            ["sha512sum /f expect: {output: {equals: \(String(repeating: "b", count: 128))  /f}}"]
        ),
        ("file: {/l: {linked-to: /m}}", ["readlink /l expect: {output: {equals: /m}}"]),
        ("file: {/f: {contents: [a, \\!b]}}", ["cat /f expect: {output: {contains: [a, !b]}}"]),
        (
            "file: {/f: {sha256: \(String(repeating: "a", count: 64))}}",
            ["drift-files live: /f sha256: sha256:\(String(repeating: "a", count: 64))"]
        ),
        ("command: {go version: {exit-status: 0}}", ["go version proof: exit"]),
        (
            "command: {c: {exec: \"a | b\", exit-status: 3, stdout: [x], stderr: [y]}}",
            ["sh -c a | b expect: {exit: 3, output: {contains: [x]}, errors: {contains: [y]}}"]
        ),
        (
            "http: {\"https://a.example/\": {status: 200, body: [ok], headers: [\"A: b\"]}}",
            ["http expect: {status: 200, headers: {A: b}, body: {contains: [ok]}} url: https://a.example/"]
        ),
        ("port: {tcp:80: {listening: true}}", ["ss -Hltn4 sport = :80 expect: {output: {contains: [:80 ]}}"]),
        ("port: {udp6:53: {listening: false}}", ["ss -Hlun6 sport = :53 expect: {output: {equals: }} proof: exit"]),
        (
            "service: {sshd: {enabled: true, running: false}}",
            [
                "systemctl is-enabled sshd expect: {output: {equals: enabled}}",
                "systemctl is-active sshd expect: {exit: 3, output: {equals: inactive}}",
            ]
        ),
        (
            "package: {nginx: {installed: true, versions: [\"1.2\"]}}",
            ["dpkg-query -W -f ${db:Status-Status} ${Version} nginx expect: {output: {equals: installed 1.2}}"]
        ),
        ("process: {nginx: {running: false}}", ["pgrep -x nginx expect: {exit: 1} proof: exit"]),
        ("user: {d: {exists: true, uid: 7}}", ["id -u d expect: {output: {equals: 7}}", "id -u d proof: exit"]),
        ("user: {d: {exists: false}}", ["id -u d expect: {exit: 1, errors: {contains: [: no such user]}}"]),
        ("group: {g: {exists: true}}", ["getent group g proof: exit"]),
        ("dns: {h: {resolvable: true}}", ["getent ahosts h proof: exit"]),
        (
            "dns: {h: {addrs: [1.2.3.4]}}",
            ["getent ahosts h expect: {output: {text: {allOf: [{matches: (.*\n)*1\\.2\\.3\\.4 .*(\n.*)*}]}}}"]
        ),
        (
            "file: {/f: {contents: [a, \"!b\"]}}",
            ["cat /f expect: {output: {contains: [a], text: {not: {contains: b}}}}"]
        ),
        (
            "command: {c: {exec: who, exit-status: 0, stdout: [\"!a\", \"!b\"]}}",
            ["who expect: {output: {text: {allOf: [{not: {contains: a}}, {not: {contains: b}}]}}}"]
        ),
        (
            "kernel-param: {net.ipv4.ip_forward: {value: \"1\"}}",
            ["cat /proc/sys/net/ipv4/ip_forward expect: {output: {equals: 1}}"]
        ),
        (
            "mount: {/: {exists: true, filesystem: ext4}}",
            ["findmnt -n -o FSTYPE / expect: {output: {equals: ext4}}", "findmnt -n / proof: exit"]
        ),
    ]

    @Test("each kind of resource becomes steps that ask what it asked", arguments: carried.indices)
    func resources(index: Int) throws {
        let (text, lines) = Self.carried[index]
        let imported = try imported(text)
        #expect(imported.leftBehind.isEmpty)
        #expect(imported.stepCount == lines.count)
        // Members of `expect` and of the line in the order the test names them.
        #expect(try line(text) == lines)
    }

    private static let left = [
        "addr: {tcp://a:1: {reachable: true}}", "interface: {eth0: {exists: true}}", "gossfile: {other.yaml: {}}",
        "file: {/f: {exists: true, size: {gt: 5}}}", "file: {/f: {exists: true, md5: abc}}",
        "file: {/f: {contents: [a, /b.*/]}}", "file: {/f: {contents: [a, \"!\"]}}",
        "file: {/f: {contents: [\"!/b/\"]}}",
        "http: {\"https://a.example/\": {status: 200, headers: [\"!A: b\"]}}",
        "file: {/f: {contents: [a, \"\"]}}",
        "file: {/f: {exists: true, meta: {a: b}}}", "file: {/f: {exists: true, nonsense: 1}}", "file: {/f: {}}",
        "file: {~root: {exists: true}}",
        "dns: {\"MX:example.com\": {resolvable: true, addrs: [a]}}",
        "file: {/f: {exists: true, skip: true}}", "command: {c: {exec: \"true\"}}",
        "command: {c: {exit-status: 0, stdout: {have-len: 3}}}", "command: {c: {exit-status: {lt: 3}, stdout: [a]}}",
        "http: {\"https://a.example/\": {status: 200, username: u, password: p}}",
        "http: {\"https://a.example/\": {status: 200, method: POST}}",
        "http: {\"https://a.example/\": {status: 200, request-headers: [\"Authorization: Bearer hunter2\"]}}",
        "http: {\"https://a.example/\": {}}", "http: {\"ftp://a.example/\": {status: 200}}",
        "package: {p: {installed: false}}", "package: {p: {installed: true, versions: [a, b]}}",
        "port: {sctp:1: {listening: true}}", "user: {u: {exists: true, shell: /bin/sh}}",
        "user: {--help: {exists: true}}",
        "dns: {h: {resolvable: true, server: 8.8.8.8}}",
        "group: {g: {exists: false}}", "mount: {/m: {exists: false, filesystem: ext4}}",
        "dns: {h: {resolvable: false}}", "dns: {h: {resolvable: false, addrs: [1.2.3.4]}}",
        "dns: {h: {addrs: [\"1.2.3.4|.*\"]}}",
        "file: {/f: {exists: true, sha512: b}}", "file: {/f: {exists: true, sha256: abc}}",
        "file: {/f: {sha512: \(String(repeating: "g", count: 128))}}",
    ]

    @Test("what has no equal is said at its place, and never dropped", arguments: left)
    func leftBehind(text: String) throws {
        let beside = "process: {nginx: {running: true}}\n" + text
        let imported = try imported(beside)
        #expect(!imported.leftBehind.isEmpty)
        #expect(imported.leftBehind.allSatisfy { $0.code == "not-carried-over" && $0.location != nil })
        #expect(imported.text.contains("# NOT CARRIED OVER (goss.yaml:"))
        #expect(!imported.text.contains("hunter2"))
    }

    @Test(
        "a process is asked for only by a name that pgrep finds, and no other with it",
        arguments: [
            "a-name-of-16-byt: {running: false}", "\"a.b\": {running: false}", "\"a b\": {running: false}",
            "é: {running: false}", "\".*\": {running: true}",
        ])
    func processes(text: String) throws {
        let imported = try imported("user: {d: {exists: true}}\nprocess: {\(text)}")
        #expect(imported.stepCount == 1)
        #expect(imported.leftBehind.map(\.code) == ["not-carried-over"])
    }

    @Test(
        "an address is the whole beginning of a line",
        arguments: [
            ("1.2.3.4         STREAM h\n", "passed"), ("9.9.9.9         STREAM h\n1.2.3.4         RAW\n", "passed"),
            ("11.2.3.4        STREAM h\n", "failed"), ("1.2.3.44        STREAM h\n", "failed"),
            ("9.9.9.9         STREAM 1.2.3.4 \n", "failed"), ("1x2x3x4         STREAM h\n", "failed"),
        ])
    func address(output: String, outcome: String) async throws {
        let step = try #require(try steps("dns: {h: {addrs: [1.2.3.4]}}").first)
        let kind = try #require(CheckCatalog.check(step.uses))
        let check = try BoundCheck(kind: kind, arguments: try #require(step.arguments))
        let processes = MemoryProcesses()
        processes.install("getent", output: output)
        var world = World.empty
        world.processes = processes
        let context = CheckContext(
            release: try Samples.release(), trust: .nobody, instant: Samples.instant, world: world)
        #expect(await check.examine(.release, in: context).name == outcome)
    }

    @Test("a thing nothing came of is refused, and says everything it lacks")
    func nothing() {
        let error = #expect(throws: InputError.self) { try imported("addr: {a: {reachable: true}}\ngossfile: {b: {}}") }
        #expect(
            error?.diagnostics.map(\.code).array == ["nothing-carried-over", "not-carried-over", "not-carried-over"])
    }

    @Test(
        "what is no gossfile is refused",
        arguments: [
            ("[a]", "not-a-gossfile"), ("file: {a: {exists: {{ .Vars.x }}}}", "template"), ("", "yaml-empty"),
            ("file: [", "yaml-syntax"), ("file: {a: {exists: true, exists: false}}", "yaml-duplicate-key"),
        ])
    func refused(text: String, code: String) {
        #expect(refusalCode { try imported(text) } == code)
    }

    @Test("JSON is read too, and equal names get ids of their own")
    func json() throws {
        let steps = try steps(
            #"{"process": {"a b": {"running": true}, "a-b": {"running": true}, "é": {"running": true}}}"#)
        #expect(steps.map(\.id) == ["process-a-b", "process-a-b-2", "process"])
    }

    @Test("no step it makes passes on a machine where nothing is there")
    func canFail() async throws {
        let text = Self.carried.map(\.0).joined(separator: "\n")
        let parts = try text.split(separator: "\n").flatMap { try steps(String($0)) }
        let release = try Samples.release()
        for step in parts {
            let kind = try #require(CheckCatalog.check(step.uses))
            let check = try BoundCheck(kind: kind, arguments: try #require(step.arguments))
            let outcome = await check.examine(.release, in: Contexts.empty(release: release))
            #expect(outcome.name != "passed", "\(step.id)")
        }
    }
}
