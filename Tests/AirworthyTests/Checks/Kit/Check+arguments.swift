import Airworthy
import Trust

extension Check {
    /// Reads arguments as a step would, leftovers refused.
    static func reading(_ yaml: String) throws(InputError) -> Self {
        let node = try YAMLDocument.parse(Array(yaml.utf8), name: "arguments")
        var reader = try FieldReader(node, as: "arguments")
        let check = try Self(from: &reader)
        try reader.finish()
        return check
    }

    /// The code these arguments are refused with; nil when they are accepted.
    static func refusal(of yaml: String) -> String? {
        do throws(InputError) {
            _ = try reading(yaml)
            return nil
        } catch {
            return error.diagnostics.first.code
        }
    }
}
