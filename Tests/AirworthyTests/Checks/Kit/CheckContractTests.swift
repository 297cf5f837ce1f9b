import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("The contract every check is put through")
struct CheckContractTests {
    @Test("an honest check breaches nothing")
    func honest() async {
        #expect(await breaches(of: HonestCheck.self) == [])
    }

    @Test("names, parameters and subjects must be what is declared")
    func declarations() async {
        #expect(
            await breaches(of: MisnamedCheck.self) == [
                "the id `other` is not the kebab case of `MisnamedCheck`",
                "it does not examine a `release`",
                "it reads `undeclared` without declaring it",
                "it declares `unread` without reading it",
            ])
    }

    @Test("arguments that are refused end the examination of the check")
    func refusedArguments() async {
        let breaches = await breaches(of: HonestCheck.self, arguments: "{path: 7}")
        #expect(breaches.count == 1)
        #expect(breaches.first?.contains("unquoted-scalar") == true)
    }

    @Test("an unknown argument must be refused")
    func unknownArgument() async {
        #expect(await breaches(of: LaxCheck.self).contains("an unknown argument is not refused"))
    }

    @Test("a look beyond the declared capabilities, or at the clock, is told")
    func reach() async {
        #expect(
            await breaches(of: ReachingCheck.self) == [
                "it reaches beyond its declared capabilities: clock: now",
                "it reaches beyond its declared capabilities: ledger: entries",
            ])
    }

    @Test("the same world must be answered the same way twice")
    func determinism() async {
        let breaches = await breaches(of: WaveringCheck.self)
        #expect(breaches.count == 1)
        #expect(breaches.first?.hasPrefix("two examinations of the same world differ") == true)
    }

    @Test("evidence must hash to its digest and hold no secret, not even in hexadecimal")
    func evidence() async {
        #expect(
            await breaches(of: TellingCheck.self) == [
                "the evidence `forged` does not hash to its digest", "secret number 1 is told",
            ])
    }

    @Test("nothing seen must never be a pass")
    func barren() async {
        #expect(
            await breaches(of: CredulousCheck.self) == [
                "it passes in a world that is barren", "it passes in a world that is unreachable",
            ])
    }

    @Test(
        "type names become ids",
        arguments: [
            ("DriftFiles", "drift-files"), ("OpenAPICompatibility", "open-api-compatibility"), ("SBOM", "sbom"),
            ("TLSEndpoint", "tls-endpoint"), ("Command", "command"),
        ])
    func kebab(name: String, id: String) {
        #expect(KebabCase.of(name) == id)
        #expect(KebabCase.isKebab(id))
    }

    @Test("ids in any other spelling are not kebab case", arguments: ["", "-a", "a-", "a--b", "A", "1a", "a_b", "é"])
    func notKebab(text: String) {
        #expect(!KebabCase.isKebab(text))
    }

    private func breaches<Kind: Check>(of kind: Kind.Type, arguments: String = "{path: file}") async -> [String] {
        let secret = Array("hunter2".utf8)
        let world = World(
            clock: FixedClock("2026-11-21T14:00:00Z"), files: MemoryFiles(["file": secret]), images: MemoryImages(),
            processes: MemoryProcesses(), ledger: MemoryLedger(), http: MemoryHTTP())
        let context = CheckContext(
            release: nil, trust: .nobody, instant: Instant(seconds: 0), world: world)
        return await CheckContract(
            kind, arguments: arguments, subject: .release, context: context, secrets: [secret]
        ).verify()
    }
}
