import AirworthyTesting
import Testing
import Trust

extension X509LimboTests {
    /// The first has a directory name and no host name at all, and is called good for one; the second is bad for
    /// another of its names.
    private static let otherwise: Set = ["rfc5280::nc::permitted-dn-match", "rfc5280::nc::nc-permits-invalid-dns-san"]

    @Test("a good path's certificate is for the name asked about, and one that is bad for its name is not")
    func names() throws {
        guard let folder = Fixtures.folder("21-x509-limbo", cases: 135) else { return }
        let file = "limbo-2023-12-committed.json"
        let cases = try JSONDocument(try folder.bytes(file), name: file).root["testcases"]?.elements ?? []
        let badNames = Set(Self.notAsked["host names"] ?? [])
        var (good, bad) = (0, 0)
        for test in cases {
            let id = try #require(test["id"]?.string)
            guard let text = test["expected_peer_name"]?["value"]?.string, let pem = test["peer_certificate"]?.string,
                let leaf = try? Certificate.all(inPEM: Array(pem.utf8)).first
            else { continue }
            guard !Self.otherwise.contains(id) else { continue }
            let name = ServerName(text)
            if test["expected_result"]?.string == "SUCCESS" {
                #expect(name?.isName(of: leaf) == true, "\(id)")
                good += 1
            } else if badNames.contains(id) {
                #expect(name?.isName(of: leaf) != true, "\(id)")
                bad += 1
            }
        }
        #expect(good > 20)
        #expect(bad == badNames.subtracting(Self.otherwise).count)
    }
}
