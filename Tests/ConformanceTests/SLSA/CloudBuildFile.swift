import AirworthyTesting
import Trust

/// What `gcloud artifacts docker images describe --show-provenance` prints: envelopes inside a document of Google's own,
/// which only tests read.
struct CloudBuildFile {
    /// Those that read as envelopes.
    let envelopes: [Envelope]
    /// Why the document, or one of its envelopes, was not read.
    let faults: [String]

    init(_ bytes: [UInt8], name: String) {
        var envelopes: [Envelope] = []
        var faults: [String] = []
        do throws(Diagnostic) {
            let root = try JSONDocument(bytes, name: name).root
            for entry in root["provenance_summary"]?["provenance"]?.elements ?? [] {
                guard let envelope = entry["envelope"] else { continue }
                do throws(Diagnostic) {
                    envelopes.append(try Envelope(Array(envelope.sourceBytes)))
                } catch {
                    faults.append(error.code)
                }
            }
        } catch {
            faults.append(error.code)
        }
        self.envelopes = envelopes
        self.faults = faults
    }

    /// The envelopes whose statements are of one type, whoever signed them.
    func envelopes(ofType type: String) -> [Envelope] {
        envelopes.filter { (try? Statement(payload: $0.payload, name: "payload"))?.predicateType == type }
    }
}
