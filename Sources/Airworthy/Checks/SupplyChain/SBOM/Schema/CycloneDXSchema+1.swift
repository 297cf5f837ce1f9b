/// The JSON Schemas of CycloneDX 1.2 to 1.7 (ECMA-424), part 1. Written by `Tools/schemas`.
extension CycloneDXSchema {
    static let part1: StaticString = #"""
        @ 1.2 1.2 bom:
        {"type":"object","required":["bomFormat","specVersion","version"],"additionalProperties":false,"properties":{
        "$schema":{"type":"string"},"bomFormat":{"type":"string","enum":["CycloneDX"]},"specVersion":{"type":"string"},
        "serialNumber":{"type":"string","pattern":
        "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},"version":{"type":"integer"},
        "metadata":{"$ref":"bom:metadata"},"components":{"type":"array","items":{"$ref":"bom:component"},"uniqueItems":
        true},"services":{"type":"array","items":{"$ref":"bom:service"},"uniqueItems":true},"externalReferences":{
        "type":"array","items":{"$ref":"bom:externalReference"}},"dependencies":{"type":"array","items":{"$ref":
        "bom:dependency"},"uniqueItems":true}}}
        @ 1.3 1.3 bom:
        {"type":"object","required":["bomFormat","specVersion","version"],"additionalProperties":false,"properties":{
        "$schema":{"type":"string"},"bomFormat":{"type":"string","enum":["CycloneDX"]},"specVersion":{"type":"string"},
        "serialNumber":{"type":"string","pattern":
        "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},"version":{"type":"integer"},
        "metadata":{"$ref":"bom:metadata"},"components":{"type":"array","items":{"$ref":"bom:component"},"uniqueItems":
        true},"services":{"type":"array","items":{"$ref":"bom:service"},"uniqueItems":true},"externalReferences":{
        "type":"array","items":{"$ref":"bom:externalReference"}},"dependencies":{"type":"array","items":{"$ref":
        "bom:dependency"},"uniqueItems":true},"compositions":{"type":"array","items":{"$ref":"bom:compositions"},
        "uniqueItems":true}}}
        @ 1.4 1.4 bom:
        {"type":"object","required":["bomFormat","specVersion","version"],"additionalProperties":false,"properties":{
        "$schema":{"type":"string"},"bomFormat":{"type":"string","enum":["CycloneDX"]},"specVersion":{"type":"string"},
        "serialNumber":{"type":"string","pattern":
        "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},"version":{"type":"integer"},
        "metadata":{"$ref":"bom:metadata"},"components":{"type":"array","items":{"$ref":"bom:component"},"uniqueItems":
        true},"services":{"type":"array","items":{"$ref":"bom:service"},"uniqueItems":true},"externalReferences":{
        "type":"array","items":{"$ref":"bom:externalReference"}},"dependencies":{"type":"array","items":{"$ref":
        "bom:dependency"},"uniqueItems":true},"compositions":{"type":"array","items":{"$ref":"bom:compositions"},
        "uniqueItems":true},"vulnerabilities":{"type":"array","items":{"$ref":"bom:vulnerability"},"uniqueItems":true},
        "signature":{"$ref":"bom:signature"}}}
        @ 1.5 1.5 bom:
        {"type":"object","required":["bomFormat","specVersion"],"additionalProperties":false,"properties":{"$schema":{
        "type":"string"},"bomFormat":{"type":"string","enum":["CycloneDX"]},"specVersion":{"type":"string"},
        "serialNumber":{"type":"string","pattern":
        "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},"version":{"type":"integer",
        "minimum":1},"metadata":{"$ref":"bom:metadata"},"components":{"type":"array","items":{"$ref":"bom:component"},
        "uniqueItems":true},"services":{"type":"array","items":{"$ref":"bom:service"},"uniqueItems":true},
        "externalReferences":{"type":"array","items":{"$ref":"bom:externalReference"}},"dependencies":{"type":"array",
        "items":{"$ref":"bom:dependency"},"uniqueItems":true},"compositions":{"type":"array","items":{"$ref":
        "bom:compositions"},"uniqueItems":true},"vulnerabilities":{"type":"array","items":{"$ref":"bom:vulnerability"},
        "uniqueItems":true},"annotations":{"type":"array","items":{"$ref":"bom:annotations"},"uniqueItems":true},
        "formulation":{"type":"array","items":{"$ref":"bom:formula"},"uniqueItems":true},"properties":{"type":"array",
        "items":{"$ref":"bom:property"}},"signature":{"$ref":"bom:signature"}}}
        @ 1.6 1.6 bom:
        {"type":"object","required":["bomFormat","specVersion"],"additionalProperties":false,"properties":{"$schema":{
        "type":"string"},"bomFormat":{"type":"string","enum":["CycloneDX"]},"specVersion":{"type":"string"},
        "serialNumber":{"type":"string","pattern":
        "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},"version":{"type":"integer",
        "minimum":1},"metadata":{"$ref":"bom:metadata"},"components":{"type":"array","items":{"$ref":"bom:component"},
        "uniqueItems":true},"services":{"type":"array","items":{"$ref":"bom:service"},"uniqueItems":true},
        "externalReferences":{"type":"array","items":{"$ref":"bom:externalReference"}},"dependencies":{"type":"array",
        "items":{"$ref":"bom:dependency"},"uniqueItems":true},"compositions":{"type":"array","items":{"$ref":
        "bom:compositions"},"uniqueItems":true},"vulnerabilities":{"type":"array","items":{"$ref":"bom:vulnerability"},
        "uniqueItems":true},"annotations":{"type":"array","items":{"$ref":"bom:annotations"},"uniqueItems":true},
        "formulation":{"type":"array","items":{"$ref":"bom:formula"},"uniqueItems":true},"declarations":{"type":
        "object","additionalProperties":false,"properties":{"assessors":{"type":"array","items":{"type":"object",
        "additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"thirdParty":{"type":"boolean"},
        "organization":{"$ref":"bom:organizationalEntity"}}}},"attestations":{"type":"array","items":{"type":"object",
        "additionalProperties":false,"properties":{"summary":{"type":"string"},"assessor":{"$ref":"bom:refLinkType"},
        "map":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"requirement":{
        "$ref":"bom:refLinkType"},"claims":{"type":"array","items":{"$ref":"bom:refLinkType"}},"counterClaims":{"type":
        "array","items":{"$ref":"bom:refLinkType"}},"conformance":{"type":"object","additionalProperties":false,
        "properties":{"score":{"type":"number","minimum":0,"maximum":1},"rationale":{"type":"string"},
        "mitigationStrategies":{"type":"array","items":{"$ref":"bom:refLinkType"}}}},"confidence":{"type":"object",
        "additionalProperties":false,"properties":{"score":{"type":"number","minimum":0,"maximum":1},"rationale":{
        "type":"string"}}}}}},"signature":{"$ref":"bom:signature"}}}},"claims":{"type":"array","items":{"type":
        "object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"target":{"$ref":
        "bom:refLinkType"},"predicate":{"type":"string"},"mitigationStrategies":{"type":"array","items":{"$ref":
        "bom:refLinkType"}},"reasoning":{"type":"string"},"evidence":{"type":"array","items":{"$ref":
        "bom:refLinkType"}},"counterEvidence":{"type":"array","items":{"$ref":"bom:refLinkType"}},"externalReferences":
        {"type":"array","items":{"$ref":"bom:externalReference"}},"signature":{"$ref":"bom:signature"}}}},"evidence":{
        "type":"array","items":{"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":
        "bom:refType"},"propertyName":{"type":"string"},"description":{"type":"string"},"data":{"type":"array","items":
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"contents":{"type":
        "object","additionalProperties":false,"properties":{"attachment":{"$ref":"bom:attachment"},"url":{"type":
        "string","format":"iri-reference"}}},"classification":{"$ref":"bom:dataClassification"},"sensitiveData":{
        "type":"array","items":{"type":"string"}},"governance":{"$ref":"bom:dataGovernance"}}}},"created":{"type":
        "string","format":"date-time"},"expires":{"type":"string","format":"date-time"},"author":{"$ref":
        "bom:organizationalContact"},"reviewer":{"$ref":"bom:organizationalContact"},"signature":{"$ref":
        "bom:signature"}}}},"targets":{"type":"object","additionalProperties":false,"properties":{"organizations":{
        "type":"array","items":{"$ref":"bom:organizationalEntity"}},"components":{"type":"array","items":{"$ref":
        "bom:component"}},"services":{"type":"array","items":{"$ref":"bom:service"}}}},"affirmation":{"type":"object",
        "additionalProperties":false,"properties":{"statement":{"type":"string"},"signatories":{"type":"array","items":
        {"type":"object","additionalProperties":false,"oneOf":[{"required":["signature"]},{"required":[
        "externalReference","organization"]}],"properties":{"name":{"type":"string"},"role":{"type":"string"},
        "signature":{"$ref":"bom:signature"},"organization":{"$ref":"bom:organizationalEntity"},"externalReference":{
        "$ref":"bom:externalReference"}}}},"signature":{"$ref":"bom:signature"}}},"signature":{"$ref":
        "bom:signature"}}},"definitions":{"type":"object","additionalProperties":false,"properties":{"standards":{
        "type":"array","items":{"$ref":"bom:standard"}}}},"properties":{"type":"array","items":{"$ref":
        "bom:property"}},"signature":{"$ref":"bom:signature"}}}
        @ 1.7 1.7 bom:
        {"type":"object","required":["bomFormat","specVersion"],"additionalProperties":false,"properties":{"$schema":{
        "type":"string"},"bomFormat":{"type":"string","enum":["CycloneDX"]},"specVersion":{"type":"string"},
        "serialNumber":{"type":"string","pattern":
        "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},"version":{"type":"integer",
        "minimum":1},"metadata":{"$ref":"bom:metadata"},"components":{"type":"array","items":{"$ref":"bom:component"},
        "uniqueItems":true},"services":{"type":"array","items":{"$ref":"bom:service"},"uniqueItems":true},
        "externalReferences":{"type":"array","items":{"$ref":"bom:externalReference"}},"dependencies":{"type":"array",
        "items":{"$ref":"bom:dependency"},"uniqueItems":true},"compositions":{"type":"array","items":{"$ref":
        "bom:compositions"},"uniqueItems":true},"vulnerabilities":{"type":"array","items":{"$ref":"bom:vulnerability"},
        "uniqueItems":true},"annotations":{"type":"array","items":{"$ref":"bom:annotations"},"uniqueItems":true},
        "formulation":{"type":"array","items":{"$ref":"bom:formula"},"uniqueItems":true},"declarations":{"type":
        "object","additionalProperties":false,"properties":{"assessors":{"type":"array","items":{"type":"object",
        "additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"thirdParty":{"type":"boolean"},
        "organization":{"$ref":"bom:organizationalEntity"}}}},"attestations":{"type":"array","items":{"type":"object",
        "additionalProperties":false,"properties":{"summary":{"type":"string"},"assessor":{"$ref":"bom:refLinkType"},
        "map":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"requirement":{
        "$ref":"bom:refLinkType"},"claims":{"type":"array","items":{"$ref":"bom:refLinkType"}},"counterClaims":{"type":
        "array","items":{"$ref":"bom:refLinkType"}},"conformance":{"type":"object","additionalProperties":false,
        "properties":{"score":{"type":"number","minimum":0,"maximum":1},"rationale":{"type":"string"},
        "mitigationStrategies":{"type":"array","items":{"$ref":"bom:refLinkType"}}}},"confidence":{"type":"object",
        "additionalProperties":false,"properties":{"score":{"type":"number","minimum":0,"maximum":1},"rationale":{
        "type":"string"}}}}}},"signature":{"$ref":"bom:signature"}}}},"claims":{"type":"array","items":{"type":
        "object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"target":{"$ref":
        "bom:refLinkType"},"predicate":{"type":"string"},"mitigationStrategies":{"type":"array","items":{"$ref":
        "bom:refLinkType"}},"reasoning":{"type":"string"},"evidence":{"type":"array","items":{"$ref":
        "bom:refLinkType"}},"counterEvidence":{"type":"array","items":{"$ref":"bom:refLinkType"}},"externalReferences":
        {"type":"array","items":{"$ref":"bom:externalReference"}},"signature":{"$ref":"bom:signature"}}}},"evidence":{
        "type":"array","items":{"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":
        "bom:refType"},"propertyName":{"type":"string"},"description":{"type":"string"},"data":{"type":"array","items":
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"contents":{"type":
        "object","additionalProperties":false,"properties":{"attachment":{"$ref":"bom:attachment"},"url":{"type":
        "string","format":"iri-reference"}}},"classification":{"$ref":"bom:dataClassification"},"sensitiveData":{
        "type":"array","items":{"type":"string"}},"governance":{"$ref":"bom:dataGovernance"}}}},"created":{"type":
        "string","format":"date-time"},"expires":{"type":"string","format":"date-time"},"author":{"$ref":
        "bom:organizationalContact"},"reviewer":{"$ref":"bom:organizationalContact"},"signature":{"$ref":
        "bom:signature"}}}},"targets":{"type":"object","additionalProperties":false,"properties":{"organizations":{
        "type":"array","items":{"$ref":"bom:organizationalEntity"}},"components":{"type":"array","items":{"$ref":
        "bom:component"}},"services":{"type":"array","items":{"$ref":"bom:service"}}}},"affirmation":{"type":"object",
        "additionalProperties":false,"properties":{"statement":{"type":"string"},"signatories":{"type":"array","items":
        {"type":"object","additionalProperties":false,"oneOf":[{"required":["signature"]},{"required":[
        "externalReference","organization"]}],"properties":{"name":{"type":"string"},"role":{"type":"string"},
        "signature":{"$ref":"bom:signature"},"organization":{"$ref":"bom:organizationalEntity"},"externalReference":{
        "$ref":"bom:externalReference"}}}},"signature":{"$ref":"bom:signature"}}},"signature":{"$ref":
        "bom:signature"}}},"definitions":{"type":"object","additionalProperties":false,"properties":{"standards":{
        "type":"array","items":{"$ref":"bom:standard"}},"patents":{"type":"array","items":{"anyOf":[{"$ref":
        "bom:patent"},{"$ref":"bom:patentFamily"}]}}}},"citations":{"type":"array","items":{"$ref":"bom:citation"},
        "uniqueItems":true},"properties":{"type":"array","items":{"$ref":"bom:property"}},"signature":{"$ref":
        "bom:signature"}}}
        @ 1.4 1.7 bom:advisory
        {"type":"object","required":["url"],"additionalProperties":false,"properties":{"title":{"type":"string"},"url":
        {"type":"string","format":"iri-reference"}}}
        @ 1.4 1.7 bom:affectedStatus
        {"type":"string","enum":["affected","unaffected","unknown"]}
        @ 1.3 1.4 bom:aggregateType
        {"type":"string","enum":["complete","incomplete","incomplete_first_party_only","incomplete_third_party_only",
        "unknown","not_specified"]}
        @ 1.5 1.7 bom:aggregateType
        {"type":"string","enum":["complete","incomplete","incomplete_first_party_only",
        "incomplete_first_party_proprietary_only","incomplete_first_party_opensource_only",
        "incomplete_third_party_only","incomplete_third_party_proprietary_only",
        "incomplete_third_party_opensource_only","unknown","not_specified"]}
        @ 1.5 1.7 bom:annotations
        {"type":"object","required":["subjects","annotator","timestamp","text"],"additionalProperties":false,
        "properties":{"bom-ref":{"$ref":"bom:refType"},"subjects":{"type":"array","uniqueItems":true,"items":{"anyOf":[
        {"$ref":"bom:refLinkType"},{"$ref":"bom:bomLinkElementType"}]}},"annotator":{"type":"object","oneOf":[{
        "required":["organization"]},{"required":["individual"]},{"required":["component"]},{"required":["service"]}],
        "additionalProperties":false,"properties":{"organization":{"$ref":"bom:organizationalEntity"},"individual":{
        "$ref":"bom:organizationalContact"},"component":{"$ref":"bom:component"},"service":{"$ref":"bom:service"}}},
        "timestamp":{"type":"string","format":"date-time"},"text":{"type":"string"},"signature":{"$ref":
        "bom:signature"}}}
        @ 1.2 1.2 bom:attachment
        {"type":"object","required":["content"],"additionalProperties":false,"properties":{"contentType":{"type":
        "string"},"encoding":{"type":"string","enum":["base64"],"pattern":"^(.*)$"},"content":{"type":"string"}}}
        @ 1.3 1.7 bom:attachment
        {"type":"object","required":["content"],"additionalProperties":false,"properties":{"contentType":{"type":
        "string"},"encoding":{"type":"string","enum":["base64"]},"content":{"type":"string"}}}
        @ 1.5 1.7 bom:bomLink
        {"anyOf":[{"$ref":"bom:bomLinkDocumentType"},{"$ref":"bom:bomLinkElementType"}]}
        @ 1.5 1.7 bom:bomLinkDocumentType
        {"type":"string","format":"iri-reference","pattern":
        "^urn:cdx:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/[1-9][0-9]*$"}
        @ 1.5 1.7 bom:bomLinkElementType
        {"type":"string","format":"iri-reference","pattern":
        "^urn:cdx:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/[1-9][0-9]*#.+$"}
        @ 1.6 1.6 bom:cipherSuite
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"algorithms":{"type":
        "array","items":{"$ref":"bom:refType"}},"identifiers":{"type":"array","items":{"type":"string"}}}}
        @ 1.7 1.7 bom:cipherSuite
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"algorithms":{"type":
        "array","items":{"$ref":"bom:refType"}},"identifiers":{"type":"array","items":{"type":"string"}},"tlsGroups":{
        "type":"array","items":{"type":"string"}},"tlsSignatureSchemes":{"type":"array","items":{"type":"string"}}}}
        @ 1.7 1.7 bom:citation
        {"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"pointers":{
        "type":"array","items":{"type":"string"},"minItems":1},"expressions":{"type":"array","items":{"type":"string"},
        "minItems":1},"timestamp":{"type":"string","format":"date-time"},"attributedTo":{"$ref":"bom:refLinkType"},
        "process":{"$ref":"bom:refLinkType"},"note":{"type":"string"},"signature":{"$ref":"bom:signature"}},"required":
        ["timestamp"],"anyOf":[{"required":["attributedTo"]},{"required":["process"]}],"oneOf":[{"required":[
        "pointers"]},{"required":["expressions"]}]}
        @ 1.6 1.7 bom:co2Measure
        {"type":"object","required":["value","unit"],"additionalProperties":false,"properties":{"value":{"type":
        "number"},"unit":{"type":"string","enum":["tCO2eq"]}}}
        @ 1.5 1.7 bom:command
        {"type":"object","additionalProperties":false,"properties":{"executed":{"type":"string"},"properties":{"type":
        "array","items":{"$ref":"bom:property"}}}}
        @ 1.2 1.2 bom:commit
        {"type":"object","additionalProperties":false,"properties":{"uid":{"type":"string","pattern":"^(.*)$"},"url":{
        "type":"string","format":"iri-reference"},"author":{"$ref":"bom:identifiableAction"},"committer":{"$ref":
        "bom:identifiableAction"},"message":{"type":"string","pattern":"^(.*)$"}}}
        @ 1.3 1.7 bom:commit
        {"type":"object","additionalProperties":false,"properties":{"uid":{"type":"string"},"url":{"type":"string",
        "format":"iri-reference"},"author":{"$ref":"bom:identifiableAction"},"committer":{"$ref":
        "bom:identifiableAction"},"message":{"type":"string"}}}
        @ 1.2 1.2 bom:component
        {"type":"object","required":["type","name","version"],"additionalProperties":false,"properties":{"type":{
        "type":"string","enum":["application","framework","library","container","operating-system","device","firmware",
        "file"],"pattern":"^(.*)$"},"mime-type":{"type":"string","pattern":"^[-+a-z0-9.]+/[-+a-z0-9.]+$"},"bom-ref":{
        "$ref":"bom:refType"},"supplier":{"$ref":"bom:organizationalEntity"},"author":{"type":"string","pattern":
        "^(.*)$"},"publisher":{"type":"string","pattern":"^(.*)$"},"group":{"type":"string","pattern":"^(.*)$"},"name":
        {"type":"string","pattern":"^(.*)$"},"version":{"type":"string","pattern":"^(.*)$"},"description":{"type":
        "string","pattern":"^(.*)$"},"scope":{"type":"string","enum":["required","optional","excluded"],"pattern":
        "^(.*)$"},"hashes":{"type":"array","items":{"$ref":"bom:hash"}},"licenses":{"type":"array","items":{
        "additionalProperties":false,"properties":{"license":{"$ref":"bom:license"},"expression":{"type":"string",
        "pattern":"^(.*)$"}},"oneOf":[{"required":["license"]},{"required":["expression"]}]}},"copyright":{"type":
        "string","pattern":"^(.*)$"},"cpe":{"type":"string","pattern":"^(.*)$"},"purl":{"type":"string","pattern":
        "^(.*)$"},"swid":{"$ref":"bom:swid"},"modified":{"type":"boolean"},"pedigree":{"type":"object",
        "additionalProperties":false,"properties":{"ancestors":{"type":"array","items":{"$ref":"bom:component"}},
        "descendants":{"type":"array","items":{"$ref":"bom:component"}},"variants":{"type":"array","items":{"$ref":
        "bom:component"}},"commits":{"type":"array","items":{"$ref":"bom:commit"}},"patches":{"type":"array","items":{
        "$ref":"bom:patch"}},"notes":{"type":"string","pattern":"^(.*)$"}}},"externalReferences":{"type":"array",
        "items":{"$ref":"bom:externalReference"}},"components":{"type":"array","items":{"$ref":"bom:component"},
        "uniqueItems":true}}}
        @ 1.3 1.3 bom:component
        {"type":"object","required":["type","name","version"],"additionalProperties":false,"properties":{"type":{
        "type":"string","enum":["application","framework","library","container","operating-system","device","firmware",
        "file"]},"mime-type":{"type":"string","pattern":"^[-+a-z0-9.]+/[-+a-z0-9.]+$"},"bom-ref":{"$ref":
        "bom:refType"},"supplier":{"$ref":"bom:organizationalEntity"},"author":{"type":"string"},"publisher":{"type":
        "string"},"group":{"type":"string"},"name":{"type":"string"},"version":{"type":"string"},"description":{"type":
        "string"},"scope":{"type":"string","enum":["required","optional","excluded"]},"hashes":{"type":"array","items":
        {"$ref":"bom:hash"}},"licenses":{"type":"array","items":{"$ref":"bom:licenseChoice"}},"copyright":{"type":
        "string"},"cpe":{"type":"string"},"purl":{"type":"string"},"swid":{"$ref":"bom:swid"},"modified":{"type":
        "boolean"},"pedigree":{"type":"object","additionalProperties":false,"properties":{"ancestors":{"type":"array",
        "items":{"$ref":"bom:component"}},"descendants":{"type":"array","items":{"$ref":"bom:component"}},"variants":{
        "type":"array","items":{"$ref":"bom:component"}},"commits":{"type":"array","items":{"$ref":"bom:commit"}},
        "patches":{"type":"array","items":{"$ref":"bom:patch"}},"notes":{"type":"string"}}},"externalReferences":{
        "type":"array","items":{"$ref":"bom:externalReference"}},"components":{"type":"array","items":{"$ref":
        "bom:component"},"uniqueItems":true},"evidence":{"$ref":"bom:componentEvidence"},"properties":{"type":"array",
        "items":{"$ref":"bom:property"}}}}
        @ 1.4 1.4 bom:component
        {"type":"object","required":["type","name"],"additionalProperties":false,"properties":{"type":{"type":"string",
        "enum":["application","framework","library","container","operating-system","device","firmware","file"]},
        "mime-type":{"type":"string","pattern":"^[-+a-z0-9.]+/[-+a-z0-9.]+$"},"bom-ref":{"$ref":"bom:refType"},
        "supplier":{"$ref":"bom:organizationalEntity"},"author":{"type":"string"},"publisher":{"type":"string"},
        "group":{"type":"string"},"name":{"type":"string"},"version":{"type":"string"},"description":{"type":"string"},
        "scope":{"type":"string","enum":["required","optional","excluded"]},"hashes":{"type":"array","items":{"$ref":
        "bom:hash"}},"licenses":{"type":"array","items":{"$ref":"bom:licenseChoice"}},"copyright":{"type":"string"},
        "cpe":{"type":"string"},"purl":{"type":"string"},"swid":{"$ref":"bom:swid"},"modified":{"type":"boolean"},
        "pedigree":{"type":"object","additionalProperties":false,"properties":{"ancestors":{"type":"array","items":{
        "$ref":"bom:component"}},"descendants":{"type":"array","items":{"$ref":"bom:component"}},"variants":{"type":
        "array","items":{"$ref":"bom:component"}},"commits":{"type":"array","items":{"$ref":"bom:commit"}},"patches":{
        "type":"array","items":{"$ref":"bom:patch"}},"notes":{"type":"string"}}},"externalReferences":{"type":"array",
        "items":{"$ref":"bom:externalReference"}},"components":{"type":"array","items":{"$ref":"bom:component"},
        "uniqueItems":true},"evidence":{"$ref":"bom:componentEvidence"},"releaseNotes":{"$ref":"bom:releaseNotes"},
        "properties":{"type":"array","items":{"$ref":"bom:property"}},"signature":{"$ref":"bom:signature"}}}
        @ 1.5 1.5 bom:component
        {"type":"object","required":["type","name"],"additionalProperties":false,"properties":{"type":{"type":"string",
        "enum":["application","framework","library","container","platform","operating-system","device","device-driver",
        "firmware","file","machine-learning-model","data"]},"mime-type":{"type":"string","pattern":
        "^[-+a-z0-9.]+/[-+a-z0-9.]+$"},"bom-ref":{"$ref":"bom:refType"},"supplier":{"$ref":"bom:organizationalEntity"},
        "author":{"type":"string"},"publisher":{"type":"string"},"group":{"type":"string"},"name":{"type":"string"},
        "version":{"type":"string"},"description":{"type":"string"},"scope":{"type":"string","enum":["required",
        "optional","excluded"]},"hashes":{"type":"array","items":{"$ref":"bom:hash"}},"licenses":{"$ref":
        "bom:licenseChoice"},"copyright":{"type":"string"},"cpe":{"type":"string"},"purl":{"type":"string"},"swid":{
        "$ref":"bom:swid"},"modified":{"type":"boolean"},"pedigree":{"type":"object","additionalProperties":false,
        "properties":{"ancestors":{"type":"array","items":{"$ref":"bom:component"}},"descendants":{"type":"array",
        "items":{"$ref":"bom:component"}},"variants":{"type":"array","items":{"$ref":"bom:component"}},"commits":{
        "type":"array","items":{"$ref":"bom:commit"}},"patches":{"type":"array","items":{"$ref":"bom:patch"}},"notes":{
        "type":"string"}}},"externalReferences":{"type":"array","items":{"$ref":"bom:externalReference"}},"components":
        {"type":"array","items":{"$ref":"bom:component"},"uniqueItems":true},"evidence":{"$ref":
        "bom:componentEvidence"},"releaseNotes":{"$ref":"bom:releaseNotes"},"modelCard":{"$ref":"bom:modelCard"},
        "data":{"type":"array","items":{"$ref":"bom:componentData"}},"properties":{"type":"array","items":{"$ref":
        "bom:property"}},"signature":{"$ref":"bom:signature"}}}
        @ 1.6 1.6 bom:component
        {"type":"object","required":["type","name"],"additionalProperties":false,"properties":{"type":{"type":"string",
        "enum":["application","framework","library","container","platform","operating-system","device","device-driver",
        "firmware","file","machine-learning-model","data","cryptographic-asset"]},"mime-type":{"type":"string",
        "pattern":"^[-+a-z0-9.]+/[-+a-z0-9.]+$"},"bom-ref":{"$ref":"bom:refType"},"supplier":{"$ref":
        "bom:organizationalEntity"},"manufacturer":{"$ref":"bom:organizationalEntity"},"authors":{"type":"array",
        "items":{"$ref":"bom:organizationalContact"}},"author":{"type":"string"},"publisher":{"type":"string"},"group":
        {"type":"string"},"name":{"type":"string"},"version":{"$ref":"bom:version"},"description":{"type":"string"},
        "scope":{"type":"string","enum":["required","optional","excluded"]},"hashes":{"type":"array","items":{"$ref":
        "bom:hash"}},"licenses":{"$ref":"bom:licenseChoice"},"copyright":{"type":"string"},"cpe":{"type":"string"},
        "purl":{"type":"string"},"omniborId":{"type":"array","items":{"type":"string"}},"swhid":{"type":"array",
        "items":{"type":"string"}},"swid":{"$ref":"bom:swid"},"modified":{"type":"boolean"},"pedigree":{"type":
        "object","additionalProperties":false,"properties":{"ancestors":{"type":"array","items":{"$ref":
        "bom:component"}},"descendants":{"type":"array","items":{"$ref":"bom:component"}},"variants":{"type":"array",
        "items":{"$ref":"bom:component"}},"commits":{"type":"array","items":{"$ref":"bom:commit"}},"patches":{"type":
        "array","items":{"$ref":"bom:patch"}},"notes":{"type":"string"}}},"externalReferences":{"type":"array","items":
        {"$ref":"bom:externalReference"}},"components":{"type":"array","items":{"$ref":"bom:component"},"uniqueItems":
        true},"evidence":{"$ref":"bom:componentEvidence"},"releaseNotes":{"$ref":"bom:releaseNotes"},"modelCard":{
        "$ref":"bom:modelCard"},"data":{"type":"array","items":{"$ref":"bom:componentData"}},"cryptoProperties":{
        "$ref":"bom:cryptoProperties"},"properties":{"type":"array","items":{"$ref":"bom:property"}},"tags":{"$ref":
        "bom:tags"},"signature":{"$ref":"bom:signature"}}}
        @ 1.7 1.7 bom:component
        {"type":"object","required":["type","name"],"additionalProperties":false,"properties":{"type":{"type":"string",
        "enum":["application","framework","library","container","platform","operating-system","device","device-driver",
        "firmware","file","machine-learning-model","data","cryptographic-asset"]},"mime-type":{"type":"string",
        "pattern":"^[-+a-z0-9.]+/[-+a-z0-9.]+$"},"bom-ref":{"$ref":"bom:refType"},"supplier":{"$ref":
        "bom:organizationalEntity"},"manufacturer":{"$ref":"bom:organizationalEntity"},"authors":{"type":"array",
        "items":{"$ref":"bom:organizationalContact"}},"author":{"type":"string"},"publisher":{"type":"string"},"group":
        {"type":"string"},"name":{"type":"string"},"version":{"$ref":"bom:version"},"versionRange":{"$ref":
        "bom:versionRange"},"isExternal":{"type":"boolean"},"description":{"type":"string"},"scope":{"type":"string",
        "enum":["required","optional","excluded"]},"hashes":{"type":"array","items":{"$ref":"bom:hash"}},"licenses":{
        "$ref":"bom:licenseChoice"},"copyright":{"type":"string"},"patentAssertions":{"$ref":"bom:patentAssertions"},
        "cpe":{"type":"string"},"purl":{"type":"string"},"omniborId":{"type":"array","items":{"type":"string"}},
        "swhid":{"type":"array","items":{"type":"string"}},"swid":{"$ref":"bom:swid"},"modified":{"type":"boolean"},
        "pedigree":{"type":"object","additionalProperties":false,"properties":{"ancestors":{"type":"array","items":{
        "$ref":"bom:component"}},"descendants":{"type":"array","items":{"$ref":"bom:component"}},"variants":{"type":
        "array","items":{"$ref":"bom:component"}},"commits":{"type":"array","items":{"$ref":"bom:commit"}},"patches":{
        "type":"array","items":{"$ref":"bom:patch"}},"notes":{"type":"string"}}},"externalReferences":{"type":"array",
        "items":{"$ref":"bom:externalReference"}},"components":{"type":"array","items":{"$ref":"bom:component"},
        "uniqueItems":true},"evidence":{"$ref":"bom:componentEvidence"},"releaseNotes":{"$ref":"bom:releaseNotes"},
        "modelCard":{"$ref":"bom:modelCard"},"data":{"type":"array","items":{"$ref":"bom:componentData"}},
        "cryptoProperties":{"$ref":"bom:cryptoProperties"},"properties":{"type":"array","items":{"$ref":
        "bom:property"}},"tags":{"$ref":"bom:tags"},"signature":{"$ref":"bom:signature"}},"allOf":[{"not":{"required":[
        "version","versionRange"]}},{"if":{"properties":{"isExternal":{"const":false}}},"then":{"not":{"required":[
        "versionRange"]}},"else":true}]}
        @ 1.5 1.7 bom:componentData
        {"type":"object","additionalProperties":false,"required":["type"],"properties":{"bom-ref":{"$ref":
        "bom:refType"},"type":{"type":"string","enum":["source-code","configuration","dataset","definition","other"]},
        "name":{"type":"string"},"contents":{"type":"object","additionalProperties":false,"properties":{"attachment":{
        "$ref":"bom:attachment"},"url":{"type":"string","format":"iri-reference"},"properties":{"type":"array","items":
        {"$ref":"bom:property"}}}},"classification":{"$ref":"bom:dataClassification"},"sensitiveData":{"type":"array",
        "items":{"type":"string"}},"graphics":{"$ref":"bom:graphicsCollection"},"description":{"type":"string"},
        "governance":{"$ref":"bom:dataGovernance"}}}
        @ 1.3 1.4 bom:componentEvidence
        {"type":"object","additionalProperties":false,"properties":{"licenses":{"type":"array","items":{"$ref":
        "bom:licenseChoice"}},"copyright":{"type":"array","items":{"$ref":"bom:copyright"}}}}
        @ 1.5 1.5 bom:componentEvidence
        {"type":"object","additionalProperties":false,"properties":{"identity":{"type":"object","required":["field"],
        "additionalProperties":false,"properties":{"field":{"type":"string","enum":["group","name","version","purl",
        "cpe","swid","hash"]},"confidence":{"type":"number","minimum":0,"maximum":1},"methods":{"type":"array","items":
        {"type":"object","required":["technique","confidence"],"additionalProperties":false,"properties":{"technique":{
        "type":"string","enum":["source-code-analysis","binary-analysis","manifest-analysis","ast-fingerprint",
        "hash-comparison","instrumentation","dynamic-analysis","filename","attestation","other"]},"confidence":{"type":
        "number","minimum":0,"maximum":1},"value":{"type":"string"}}}},"tools":{"type":"array","uniqueItems":true,
        "items":{"anyOf":[{"$ref":"bom:refLinkType"},{"$ref":"bom:bomLinkElementType"}]}}}},"occurrences":{"type":
        "array","items":{"type":"object","required":["location"],"additionalProperties":false,"properties":{"bom-ref":{
        "$ref":"bom:refType"},"location":{"type":"string"}}}},"callstack":{"type":"object","additionalProperties":
        false,"properties":{"frames":{"type":"array","items":{"type":"object","required":["module"],
        "additionalProperties":false,"properties":{"package":{"type":"string"},"module":{"type":"string"},"function":{
        "type":"string"},"parameters":{"type":"array","items":{"type":"string"}},"line":{"type":"integer"},"column":{
        "type":"integer"},"fullFilename":{"type":"string"}}}}}},"licenses":{"$ref":"bom:licenseChoice"},"copyright":{
        "type":"array","items":{"$ref":"bom:copyright"}}}}
        @ 1.6 1.7 bom:componentEvidence
        {"type":"object","additionalProperties":false,"properties":{"identity":{"oneOf":[{"type":"array","items":{
        "$ref":"bom:componentIdentityEvidence"}},{"$ref":"bom:componentIdentityEvidence"}]},"occurrences":{"type":
        "array","items":{"type":"object","required":["location"],"additionalProperties":false,"properties":{"bom-ref":{
        "$ref":"bom:refType"},"location":{"type":"string"},"line":{"type":"integer","minimum":0},"offset":{"type":
        "integer","minimum":0},"symbol":{"type":"string"},"additionalContext":{"type":"string"}}}},"callstack":{"type":
        "object","additionalProperties":false,"properties":{"frames":{"type":"array","items":{"type":"object",
        "required":["module"],"additionalProperties":false,"properties":{"package":{"type":"string"},"module":{"type":
        "string"},"function":{"type":"string"},"parameters":{"type":"array","items":{"type":"string"}},"line":{"type":
        "integer"},"column":{"type":"integer"},"fullFilename":{"type":"string"}}}}}},"licenses":{"$ref":
        "bom:licenseChoice"},"copyright":{"type":"array","items":{"$ref":"bom:copyright"}}}}
        @ 1.6 1.7 bom:componentIdentityEvidence
        {"type":"object","required":["field"],"additionalProperties":false,"properties":{"field":{"type":"string",
        "enum":["group","name","version","purl","cpe","omniborId","swhid","swid","hash"]},"confidence":{"type":
        "number","minimum":0,"maximum":1},"concludedValue":{"type":"string"},"methods":{"type":"array","items":{"type":
        "object","required":["technique","confidence"],"additionalProperties":false,"properties":{"technique":{"type":
        "string","enum":["source-code-analysis","binary-analysis","manifest-analysis","ast-fingerprint",
        "hash-comparison","instrumentation","dynamic-analysis","filename","attestation","other"]},"confidence":{"type":
        "number","minimum":0,"maximum":1},"value":{"type":"string"}}}},"tools":{"type":"array","uniqueItems":true,
        "items":{"anyOf":[{"$ref":"bom:refLinkType"},{"$ref":"bom:bomLinkElementType"}]}}}}
        @ 1.3 1.3 bom:compositions
        {"type":"object","required":["aggregate"],"additionalProperties":false,"properties":{"aggregate":{"$ref":
        "bom:aggregateType"},"assemblies":{"type":"array","uniqueItems":true,"items":{"type":"string"}},"dependencies":
        {"type":"array","uniqueItems":true,"items":{"type":"string"}}}}
        @ 1.4 1.4 bom:compositions
        {"type":"object","required":["aggregate"],"additionalProperties":false,"properties":{"aggregate":{"$ref":
        "bom:aggregateType"},"assemblies":{"type":"array","uniqueItems":true,"items":{"type":"string"}},"dependencies":
        {"type":"array","uniqueItems":true,"items":{"type":"string"}},"signature":{"$ref":"bom:signature"}}}
        @ 1.5 1.7 bom:compositions
        {"type":"object","required":["aggregate"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":
        "bom:refType"},"aggregate":{"$ref":"bom:aggregateType"},"assemblies":{"type":"array","uniqueItems":true,
        "items":{"anyOf":[{"$ref":"bom:refLinkType"},{"$ref":"bom:bomLinkElementType"}]}},"dependencies":{"type":
        "array","uniqueItems":true,"items":{"type":"string"}},"vulnerabilities":{"type":"array","uniqueItems":true,
        "items":{"type":"string"}},"signature":{"$ref":"bom:signature"}}}
        """#
}
