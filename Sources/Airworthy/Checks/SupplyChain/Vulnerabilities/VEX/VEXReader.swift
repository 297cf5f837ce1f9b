import Trust

/// Reads statements in OpenVEX, CSAF's profile `csaf_vex` and CycloneDX.
enum VEXReader {
    static let byteLimit = 16 << 20
    static let statementLimit = 100_000

    /// - Throws: a fault for a document that is none of these, or that has one statement that is not what its format
    ///   requires: what is half understood may say the opposite.
    static func read(_ bytes: [UInt8], name: String) throws(ScanFault) -> [VEXStatement] {
        let document: JSONDocument
        do throws(Diagnostic) {
            document = try JSONDocument(bytes, name: name, limits: JSONLimits(bytes: byteLimit))
        } catch {
            throw ScanFault(error.description)
        }
        let root = try ScanFields(document.root)
        let statements: [VEXStatement]
        if root.value["@context"]?.string?.hasPrefix("https://openvex.dev/ns") == true {
            statements = try OpenVEXReader.read(root, name: name)
        } else if root.value["document"]?["category"] != nil {
            statements = try CSAFReader.read(root, name: name)
        } else if root.value["bomFormat"] != nil {
            statements = try CycloneDXVEXReader.read(root, name: name)
        } else {
            throw ScanFault("is neither OpenVEX, CSAF nor CycloneDX")
        }
        guard statements.count <= statementLimit else { throw ScanFault("has more than \(statementLimit) statements") }
        return statements
    }
}
